import { effectSchema, type Effect } from '@codexos/protocol/flow';
import { RadioGroup } from 'radix-ui';
import type { ToolDraft } from './tool-draft';

interface EffectFieldsProps {
  draft: ToolDraft;
  onChange: (part: Partial<ToolDraft>) => void;
}

const EFFECTS: Record<Effect, [label: string, help: string]> = {
  read: ['Reads', 'Changes nothing. After a crash the call is simply made again.'],
  write: [
    'Writes',
    'Changes something or sends data out. Flows must allow it; it is never repeated unasked.',
  ],
  spend: ['Spends', 'Costs money. Flows must allow it; it is never repeated unasked.'],
};

/** What a call does to the world outside. Only a GET can be said to read. */
export function EffectFields({ draft, onChange }: EffectFieldsProps) {
  return (
    <RadioGroup.Root
      aria-label="Effect"
      value={draft.effect}
      onValueChange={(effect) => onChange({ effect: effectSchema.parse(effect) })}
      className="grid grid-cols-3 gap-2 max-[599px]:grid-cols-1"
    >
      {effectSchema.options.map((effect) => (
        <RadioGroup.Item
          key={effect}
          value={effect}
          aria-label={EFFECTS[effect][0]}
          disabled={effect === 'read' && draft.method !== 'GET'}
          className="flex flex-col justify-start rounded-md border bg-card p-3 text-left hover:bg-accent disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary/8"
        >
          <span className="block text-sm font-medium">{EFFECTS[effect][0]}</span>
          <span className="block text-xs text-muted-foreground">
            {effect === 'read' && draft.method !== 'GET'
              ? `A ${draft.method} can change something.`
              : EFFECTS[effect][1]}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
