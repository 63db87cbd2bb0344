'use client';
import { cancelRun, rerun, startRun } from '@codexos/protocol/contracts/runs.contract';
import { useState } from 'react';
import { toast } from 'sonner';
import { toWireError } from '@/lib/api/api-error';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useRun } from '@/lib/socket/use-run';
import { rememberInput, type LastInput } from './last-input';
import type { ShownRun } from './shown-run';

/** Starts, follows and stops the runs of one flow. */
export function useFlowRun(flowId: string, initialRunId?: string) {
  const [runId, setRunId] = useState(initialRunId);
  const feed = useRun(runId);
  const start = useApiMutation(startRun, { refreshes: ['runs', 'flows'] });
  const cancel = useApiMutation(cancelRun, { refreshes: [], onError: showError });
  const again = useApiMutation(rerun, { refreshes: ['runs', 'flows'], onError: showError });
  const isActive = runId !== undefined && isRunning(feed.view.status);
  const shown: ShownRun | undefined = runId === undefined ? undefined : { ...feed, runId };

  return {
    shown,
    isActive,
    isStarting: start.isPending || again.isPending,
    startError: start.error,
    start: (input: LastInput, onStarted: () => void) =>
      start.mutate(
        {
          params: { flowId },
          body: { input: input.input, ...(input.source ? { source: input.source } : {}) },
        },
        {
          onSuccess: (run) => {
            rememberInput(flowId, input);
            setRunId(run.id);
            onStarted();
          },
        },
      ),
    resetError: () => start.reset(),
    stop: () => runId !== undefined && cancel.mutate({ params: { runId } }),
    rerun: () =>
      runId !== undefined && again.mutate({ params: { runId } }, { onSuccess: (run) => setRunId(run.id) }),
    /** Follows a run that was started elsewhere, such as by a chat. */
    show: setRunId,
  };
}

export type FlowRun = ReturnType<typeof useFlowRun>;

export function isRunning(status: string): boolean {
  return status === 'queued' || status === 'running' || status === 'paused';
}

function showError(error: unknown): void {
  const { title, message } = toWireError(error);
  toast.error(title, { description: message });
}
