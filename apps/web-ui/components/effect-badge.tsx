import type { Effect } from '@codexos/protocol/flow';
import { Badge } from '@/components/ui/badge';
import { Tooltip } from '@/components/ui/tooltip';

const EFFECTS: Record<Effect, { variant: 'default' | 'warn' | 'destructive'; label: string; help: string }> =
  {
    read: { variant: 'default', label: 'reads', help: 'Only looks; changes nothing outside.' },
    write: {
      variant: 'warn',
      label: 'writes',
      help: 'Can change something outside or send data out. A flow must allow this before it works there.',
    },
    spend: {
      variant: 'destructive',
      label: 'spends',
      help: 'Costs money. A flow must allow this before it works there.',
    },
  };

/** What a tool does to the world outside, in a word. */
export function EffectBadge({ effect }: { effect: Effect }) {
  const { variant, label, help } = EFFECTS[effect];
  return (
    <Tooltip label={help} side="top">
      <Badge variant={variant} title={help}>
        {label}
      </Badge>
    </Tooltip>
  );
}
