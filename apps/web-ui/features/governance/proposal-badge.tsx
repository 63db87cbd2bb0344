import type { ProposalState } from '@codexos/protocol/governance';
import { Badge } from '@/components/ui/badge';

const LOOKS: Readonly<
  Record<ProposalState, { label: string; variant: 'default' | 'ok' | 'warn' | 'primary' | 'destructive' }>
> = {
  pending: { label: 'Discussion', variant: 'default' },
  active: { label: 'Voting', variant: 'primary' },
  canceled: { label: 'Canceled', variant: 'destructive' },
  defeated: { label: 'Defeated', variant: 'destructive' },
  succeeded: { label: 'Passed', variant: 'ok' },
  queued: { label: 'In the timelock', variant: 'warn' },
  executable: { label: 'Ready to execute', variant: 'primary' },
  executed: { label: 'Executed', variant: 'ok' },
};

export function ProposalBadge({ state }: { state: ProposalState }) {
  const { label, variant } = LOOKS[state];
  return <Badge variant={variant}>{label}</Badge>;
}
