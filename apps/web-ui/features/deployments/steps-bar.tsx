import type { Deployment } from '@codexos/protocol/deployment';
import { StatusIcon, type AnyStatus } from '@/components/ui/status-dot';
import { cn } from '@/lib/utils';
import { STEPS } from './state-words';

/** The steps to an endpoint, and where the deployment stands among them. */
export function StepsBar({ deployment }: { deployment: Deployment }) {
  return (
    <ol
      aria-label="Steps"
      className="flex flex-wrap items-center gap-x-5 gap-y-2 rounded-md border bg-card px-4 py-3"
    >
      {STEPS.map(({ state, label }, index) => {
        const status = statusOf(deployment, index);
        return (
          <li
            key={state}
            aria-current={status === 'running' || status === 'paused' ? 'step' : undefined}
            className={cn(
              'flex items-center gap-1.5 text-sm',
              status === 'queued' && 'text-muted-foreground',
            )}
          >
            <StatusIcon status={status} />
            {label}
          </li>
        );
      })}
    </ol>
  );
}

function statusOf(
  { state, failedStep, endpoints, chosen, dseq, hostUri }: Deployment,
  index: number,
): AnyStatus {
  const place = (wanted: string | undefined) => STEPS.findIndex((step) => step.state === wanted);
  if (state === 'closing' || state === 'closed' || failedStep === 'closing') {
    // How far it had come shows in what it has.
    const reached = endpoints.length > 0 ? 7 : hostUri ? 5 : chosen ? 3 : dseq ? 1 : 0;
    return index <= reached ? 'completed' : 'cancelled';
  }
  const current = place(state === 'failed' ? failedStep : state);
  if (index < current) return 'completed';
  if (index > current) return 'queued';
  if (state === 'failed') return 'failed';
  if (state === 'live') return 'completed';
  return state === 'choosing' ? 'paused' : 'running';
}
