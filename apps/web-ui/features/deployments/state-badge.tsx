import type { Deployment } from '@codexos/protocol/deployment';
import { Badge } from '@/components/ui/badge';
import { STATE_WORDS } from './state-words';

/** Where a deployment stands, in a word; a live one whose endpoint is silent says so. */
export function StateBadge({ deployment }: { deployment: Pick<Deployment, 'state' | 'health'> }) {
  const { state, health } = deployment;
  if (state === 'live' && health?.isHealthy === false) return <Badge variant="warn">Live, not healthy</Badge>;
  const { label, tone } = STATE_WORDS[state];
  return <Badge variant={tone}>{label}</Badge>;
}
