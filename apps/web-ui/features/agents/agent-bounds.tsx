'use client';
import { memoryPolicySchema, type AgentConfig } from '@codexos/protocol/agent';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { NumberField } from '@/components/number-field';
import { Section } from './section';

interface AgentBoundsProps {
  config: AgentConfig;
  onChange: (part: Partial<AgentConfig>) => void;
}

type Scope = AgentConfig['memory']['scope'];

const SCOPES: Record<Scope, [label: string, help: string]> = {
  none: ['Nothing', 'Every request starts fresh.'],
  run: ['Within one run', 'Notes it makes are gone when the run ends.'],
  conversation: ['Within one conversation', 'It remembers what was noted earlier in the same conversation.'],
  agent: ['For good', 'It remembers across conversations. You can read and delete every entry under Memory.'],
};

const grid = 'grid grid-cols-2 gap-4 max-[599px]:grid-cols-1';

/** Memory, limits and self-checks. */
export function AgentBounds({ config, onChange }: AgentBoundsProps) {
  const { memory, limits } = config;
  const remember = (part: Partial<AgentConfig['memory']>) => onChange({ memory: { ...memory, ...part } });
  const limit = (part: Partial<AgentConfig['limits']>) => onChange({ limits: { ...limits, ...part } });
  return (
    <>
      <Section title="Memory" help={SCOPES[memory.scope][1]}>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="memory-scope">It remembers</Label>
          <Select
            value={memory.scope}
            onValueChange={(scope) => remember({ scope: memoryPolicySchema.shape.scope.parse(scope) })}
          >
            <SelectTrigger id="memory-scope" className="max-w-72">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {(Object.keys(SCOPES) as Scope[]).map((scope) => (
                <SelectItem key={scope} value={scope}>
                  {SCOPES[scope][0]}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
        {memory.scope === 'none' ? null : (
          <div className={grid}>
            <NumberField
              label="At most"
              unit="entries"
              help="The oldest make room for new ones."
              min={1}
              max={10_000}
              value={memory.maxEntries}
              onChange={(maxEntries) => remember({ maxEntries })}
            />
            <NumberField
              label="Each up to"
              unit="characters"
              help="Longer entries are cut."
              min={1}
              max={20_000}
              value={memory.maxEntryLength}
              onChange={(maxEntryLength) => remember({ maxEntryLength })}
            />
          </div>
        )}
      </Section>
      <Section title="Limits" help="The run stops at the first one it reaches, and says which.">
        <div className={grid}>
          <NumberField
            label="Steps"
            unit="turns"
            help="Times the model may speak or call tools."
            min={1}
            max={100}
            value={limits.maxSteps}
            onChange={(maxSteps) => limit({ maxSteps: Math.round(maxSteps) })}
          />
          <NumberField
            label="Time"
            unit="seconds"
            help="From the first step to the answer."
            min={1}
            max={86_400}
            value={limits.maxDurationMs / 1_000}
            onChange={(seconds) => limit({ maxDurationMs: Math.round(seconds * 1_000) })}
          />
          <NumberField
            label="Tokens"
            unit="tokens"
            help="Read and written together."
            min={1}
            max={10_000_000}
            value={limits.maxTokens}
            onChange={(maxTokens) => limit({ maxTokens: Math.round(maxTokens) })}
          />
          <NumberField
            label="Cost"
            unit="US dollars"
            help="Counts models whose price the operator has set (CODEXOS_MODEL_PRICES); others count as free."
            min={0}
            max={1_000}
            step={0.01}
            value={limits.maxMicroUsd / 1_000_000}
            onChange={(usd) => limit({ maxMicroUsd: Math.round(usd * 1_000_000) })}
          />
        </div>
      </Section>
      <Section
        title="Reflection"
        help="Before it answers it may check its own draft and mend it. Each round costs one more model call or two."
      >
        <div className={grid}>
          <NumberField
            label="At most"
            unit="rounds"
            help="0 answers at once."
            min={0}
            max={5}
            value={config.reflectionRounds}
            onChange={(reflectionRounds) => onChange({ reflectionRounds: Math.round(reflectionRounds) })}
          />
        </div>
      </Section>
    </>
  );
}
