'use client';
import { agentModeSchema, type AgentConfig } from '@codexos/protocol/agent';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { RadioGroup } from 'radix-ui';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { useApiQuery } from '@/lib/api/use-api-query';
import type { AgentDraftState, AgentDraftStore } from './agent-draft-store';
import { AgentBounds } from './agent-bounds';
import { AgentReach } from './agent-reach';
import { ModelSection } from './model-section';
import { problemsOf, Section } from './section';

interface AgentSetupProps {
  agentId: string;
  state: AgentDraftState;
  edit: AgentDraftStore['edit'];
}

const MODES: Record<AgentConfig['mode'], [label: string, help: string]> = {
  direct: [
    'Direct',
    'Reads the request, calls tools as it needs them, and answers. Quick; right for most questions.',
  ],
  planner: [
    'Planner',
    'Writes a plan first, works through its steps with tools and sub-agents, checks the result, then answers. Slower; right for goals of several parts.',
  ],
};

/** Everything an agent is made of, saved as it is changed. */
export function AgentSetup({ agentId, state, edit }: AgentSetupProps) {
  const { draft, problems } = state;
  const { config } = draft;
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const change = (part: Partial<AgentConfig>) => edit({ config: { ...config, ...part } });
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col gap-6 px-6 py-6 max-[599px]:px-4">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="agent-description">Description</Label>
        <Input
          id="agent-description"
          maxLength={2_000}
          value={draft.description}
          placeholder="What it is for, for the people and agents that call it"
          onChange={(event) => edit({ description: event.target.value })}
        />
      </div>
      <Section
        title="Instructions"
        help="What the agent is told before every request: its job, its manner, what to avoid."
        problems={problemsOf(problems, 'instructions')}
      >
        <Textarea
          aria-label="Instructions"
          maxLength={20_000}
          value={config.instructions}
          placeholder="Answer questions about the code of the source, and cite file and line for every claim."
          className="max-h-120 min-h-36 text-base"
          onChange={(event) => change({ instructions: event.target.value })}
        />
        <p className="-mt-1 text-right text-2xs text-muted-foreground tabular">
          {config.instructions.length.toLocaleString('en')} of 20,000 characters
        </p>
      </Section>
      <Section title="Mode" help="How it goes about a request.">
        <RadioGroup.Root
          aria-label="Mode"
          value={config.mode}
          onValueChange={(mode) => change({ mode: agentModeSchema.parse(mode) })}
          className="grid grid-cols-2 gap-2 max-[599px]:grid-cols-1"
        >
          {agentModeSchema.options.map((mode) => (
            <RadioGroup.Item
              key={mode}
              value={mode}
              className="flex flex-col justify-start rounded-md border bg-card p-3 text-left hover:bg-accent data-[state=checked]:border-primary data-[state=checked]:bg-primary/8"
            >
              <span className="block text-sm font-medium">{MODES[mode][0]}</span>
              <span className="block text-xs text-muted-foreground">{MODES[mode][1]}</span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      </Section>
      <ModelSection config={config} models={catalogue?.models ?? []} problems={problems} onChange={change} />
      <AgentReach
        agentId={agentId}
        config={config}
        tools={catalogue?.tools ?? []}
        problems={problems}
        onChange={change}
      />
      <AgentBounds config={config} onChange={change} />
    </div>
  );
}
