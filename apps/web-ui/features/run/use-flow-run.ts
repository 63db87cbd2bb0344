'use client';
import { cancelRun, rerun, runNode, startRun } from '@codexos/protocol/contracts/runs.contract';
import { useCallback, useState } from 'react';
import { toast } from 'sonner';
import type { z } from 'zod';
import { toWireError } from '@/lib/api/api-error';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useRun } from '@/lib/socket/use-run';
import { rememberInput, type LastInput } from './last-input';
import type { ShownRun } from './shown-run';

/** Starts, follows and stops the runs of one flow. */
export function useFlowRun(flowId: string, initialRunId?: string) {
  const [runId, setShownId] = useState(initialRunId);
  const [nodeId, setNodeId] = useState<string>();
  const setRunId = useCallback((id: string, alone?: string) => {
    setShownId(id);
    setNodeId(alone);
  }, []);
  const feed = useRun(runId);
  const start = useApiMutation(startRun, { refreshes: ['runs', 'flows'] });
  const cancel = useApiMutation(cancelRun, { refreshes: [], onError: showError });
  const alone = useApiMutation(runNode, { refreshes: ['runs'] });
  const again = useApiMutation(rerun, { refreshes: ['runs', 'flows'], onError: showError });
  const isActive = runId !== undefined && isRunning(feed.view.status);
  const shown: ShownRun | undefined = runId === undefined ? undefined : { ...feed, runId, nodeId };

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
      runId !== undefined &&
      again.mutate({ params: { runId } }, { onSuccess: (run) => setRunId(run.id, nodeId) }),
    /** Runs one node on values that are given. */
    startNode: (id: string, body: NodeRunBody, onStarted: () => void) =>
      alone.mutate(
        { params: { flowId, nodeId: id }, body },
        {
          onSuccess: (run) => {
            setRunId(run.id, id);
            onStarted();
          },
        },
      ),
    isStartingNode: alone.isPending,
    nodeError: alone.error,
    resetNodeError: () => alone.reset(),
    /** Follows a run that was started elsewhere, such as by a chat. */
    show: (id: string) => setRunId(id),
  };
}

export type NodeRunBody = z.input<typeof runNode.body>;

export type FlowRun = ReturnType<typeof useFlowRun>;

export function isRunning(status: string): boolean {
  return status === 'queued' || status === 'running' || status === 'paused';
}

function showError(error: unknown): void {
  const { title, message } = toWireError(error);
  toast.error(title, { description: message });
}
