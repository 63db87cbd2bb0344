'use client';
import { ActivityIcon, RefreshCwIcon } from 'lucide-react';
import Link from 'next/link';
import { useEffect } from 'react';
import type { RunView } from '@codexos/protocol/run-view';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tooltip } from '@/components/ui/tooltip';
import { RunQuestions } from '@/features/run/run-questions';
import { formatDuration, formatMicroUsd } from '@/lib/format';

import { useWasVisible } from '@/lib/use-was-visible';
import { cn } from '@/lib/utils';
import type { VisibleMessage } from './message-tree';
import { isActiveStatus, runAnswer } from './run-answer';
import { RunTranscript } from './run-transcript';
import { SiblingSwitch } from './sibling-switch';
import { useMessageRun } from './use-message-run';

interface AssistantMessageProps {
  item: VisibleMessage;
  sourceId: string | undefined;
  isLast: boolean;
  onChoose: (parentId: string | undefined, messageId: string) => void;
  onRegenerate: () => void;
  /** Absent while another answer is under way. */
  canRegenerate: boolean;
  /** The run behind the answer has ended. */
  onEnd: () => void;
}

/** An answer: what was done on the way, the text, its sources, and what can be done with it. */
export function AssistantMessage(props: AssistantMessageProps) {
  const { item, sourceId, isLast, onChoose, onRegenerate, canRegenerate, onEnd } = props;
  const { message } = item;
  const [ref, isVisible] = useWasVisible<HTMLDivElement>();
  const { view, error } = useMessageRun(message.runId, message.status, isVisible);
  const status = view?.status ?? message.status;
  const isActive = isActiveStatus(status);
  const hasEnded = isActiveStatus(message.status) && !isActive;
  useEffect(() => {
    if (hasEnded) onEnd();
  }, [hasEnded, onEnd]);

  const answer =
    message.text !== '' || !view ? { text: message.text, citations: message.citations } : runAnswer(view);
  const retry = canRegenerate ? (
    <Button size="sm" onClick={onRegenerate}>
      <RefreshCwIcon aria-hidden /> Try again
    </Button>
  ) : undefined;
  return (
    <div ref={ref} className="group flex min-w-0 flex-col gap-2" aria-busy={isActive}>
      <RunTranscript view={view} answer={answer} isActive={isActive} sourceId={sourceId} />
      {status === 'paused' && message.runId ? <PausedRun runId={message.runId} view={view} /> : null}
      {status === 'failed' ? (
        <ErrorNotice error={view?.error ?? message.error ?? UNKNOWN_FAILURE} action={retry} />
      ) : null}
      {status === 'cancelled' ? (
        <p className="flex items-center gap-3 text-sm text-muted-foreground">
          Stopped before the answer was whole. {retry}
        </p>
      ) : null}
      {error && !view ? <ErrorNotice error={error} /> : null}
      {isActive ? null : (
        <div
          className={cn(
            '-ml-1 flex h-6 items-center transition-opacity duration-120 pointer-coarse:opacity-100',
            !isLast &&
              'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-[[aria-label=Versions]]:opacity-100',
          )}
        >
          <SiblingSwitch item={item} onChoose={onChoose} />
          {answer.text ? <CopyButton text={answer.text} label="Copy the answer" /> : null}
          <Tooltip label="Answer once more; this answer stays beside it">
            <Button
              variant="quiet"
              size="icon-sm"
              className="size-6"
              aria-label="Answer again"
              disabled={!canRegenerate}
              onClick={onRegenerate}
            >
              <RefreshCwIcon className="size-3.5" aria-hidden />
            </Button>
          </Tooltip>
          {message.runId ? (
            <Tooltip label="Open the run: every node, input and output">
              <Button asChild variant="quiet" size="icon-sm" className="size-6">
                <Link href={`/runs/${message.runId}`} aria-label="Open the run">
                  <ActivityIcon className="size-3.5" aria-hidden />
                </Link>
              </Button>
            </Tooltip>
          ) : null}
          <span className="ml-1.5 text-xs text-muted-foreground tabular">
            <RelativeTime at={message.createdAt} />
            {view ? runFacts(view) : ''}
          </span>
        </div>
      )}
    </div>
  );
}

const UNKNOWN_FAILURE = {
  code: 'NODE_FAILED',
  title: 'The run failed',
  message: 'The run ended without an answer.',
  hint: 'Open the run to see which node failed.',
};

function runFacts({ durationMs, usage }: RunView): string {
  const facts = durationMs === undefined ? [] : [formatDuration(durationMs)];
  if (usage.outputTokens > 0) facts.push(`${usage.outputTokens.toLocaleString('en')} tokens`);
  if (usage.microUsd > 0) facts.push(formatMicroUsd(usage.microUsd));
  return facts.map((fact) => ` · ${fact}`).join('');
}

/** What the run waits for, to be answered here; without the run at hand, the way to it. */
function PausedRun({ runId, view }: { runId: string; view: RunView | undefined }) {
  if (view) return <RunQuestions runId={runId} view={view} />;
  return (
    <p className="flex items-center gap-2 text-sm">
      The run waits for a person.
      <Link href={`/runs/${runId}`} className="text-primary-text hover:underline">
        Open the run to answer
      </Link>
    </p>
  );
}
