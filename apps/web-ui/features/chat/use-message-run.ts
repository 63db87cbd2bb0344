'use client';
import { listRunEvents } from '@codexos/protocol/contracts/runs.contract';
import { applyRunEvent, createRunView, type RunView } from '@codexos/protocol/run-view';
import type { RunStatus } from '@codexos/protocol/run-event';
import { useMemo, useState } from 'react';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useRun } from '@/lib/socket/use-run';
import { isActiveStatus } from './run-answer';

interface MessageRun {
  view: RunView | undefined;
  /** What went wrong while following or reading the run, not in the run itself. */
  error: unknown;
}

/**
 * The run behind an answer. One that was under way when it came on the screen is followed over the socket to its
 * end and stays; one that had ended is read once, when it is asked for.
 */
export function useMessageRun(
  runId: string | undefined,
  status: RunStatus | undefined,
  isWanted: boolean,
): MessageRun {
  const [isFollowed] = useState(() => isActiveStatus(status));
  const live = useRun(isFollowed ? runId : undefined);
  const { data, error } = useApiQuery(
    listRunEvents,
    { params: { runId: runId ?? '' }, query: {} },
    { enabled: !isFollowed && isWanted && runId !== undefined, staleTime: Infinity },
  );
  const read = useMemo(
    () => (data && runId ? data.items.reduce(applyRunEvent, createRunView(runId)) : undefined),
    [data, runId],
  );
  if (isFollowed) return { view: live.isJoined ? live.view : undefined, error: live.error };
  return { view: read, error };
}
