'use client';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import Link from 'next/link';
import { useEffect } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { StatusLabel } from '@/components/ui/status-dot';
import { isActiveStatus, runAnswer } from '@/features/chat/run-answer';
import { RunTranscript } from '@/features/chat/run-transcript';
import { useMessageRun } from '@/features/chat/use-message-run';
import { RunQuestions } from '@/features/run/run-questions';
import { formatDuration } from '@/lib/format';

interface TestTurnProps {
  request: string;
  run: RunSummary;
  sourceId: string | undefined;
  onEnd: (runId: string) => void;
}

/** One request of the test pane and what came of it. */
export function TestTurn({ request, run, sourceId, onEnd }: TestTurnProps) {
  const { view, error } = useMessageRun(run.id, run.status, true);
  const status = view?.status ?? run.status;
  const isActive = isActiveStatus(status);
  useEffect(() => {
    if (!isActive) onEnd(run.id);
  }, [isActive, onEnd, run.id]);
  const failure = status === 'failed' ? (view?.error ?? run.error) : undefined;
  return (
    <article className="flex min-w-0 flex-col gap-3" data-turn="">
      <p className="ml-auto max-w-[85%] rounded-lg bg-muted px-3 py-1.5 text-base break-words whitespace-pre-wrap">
        {request}
      </p>
      <RunTranscript
        view={view}
        answer={view ? runAnswer(view) : { text: '', citations: [] }}
        isActive={isActive}
        sourceId={sourceId}
      />
      {status === 'paused' && view ? <RunQuestions runId={run.id} view={view} /> : null}
      {failure ? <ErrorNotice error={failure} /> : null}
      {error && !view ? <ErrorNotice error={error} /> : null}
      <p className="flex items-center gap-3 text-xs text-muted-foreground">
        <StatusLabel status={status} className="text-xs" />
        {view?.durationMs === undefined ? null : (
          <span className="tabular">{formatDuration(view.durationMs)}</span>
        )}
        <Link href={`/runs/${run.id}`} className="hover:text-foreground hover:underline">
          Open the run
        </Link>
      </p>
    </article>
  );
}
