'use client';
import { childRunsQuestionSchema } from '@codexos/protocol/question';
import { signalQuestionSchema } from '@codexos/protocol/signal';
import type { ActivationView } from '@codexos/protocol/run-view';
import { CircleAlertIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';

/** What hangs under a card while and after it runs: streamed text, the steps of a plan, or an error with its remedy. */
export function NodeBelow({ run }: { run: ActivationView | undefined }) {
  if (!run) return null;
  if (run.status === 'failed' && run.error) {
    return (
      <div className="absolute inset-x-0 top-full mt-1.5 rounded-sm border border-destructive/40 bg-popover p-2 text-[11px] leading-3.5 shadow-(--shadow-node)">
        <div className="flex gap-1.5">
          <CircleAlertIcon className="mt-px size-3 shrink-0 text-destructive" aria-hidden />
          <div className="min-w-0">
            <div className="font-semibold">{run.error.title}</div>
            <div className="line-clamp-3 hover:line-clamp-none">{run.error.message}</div>
            {run.error.hint ? <div className="mt-1 text-muted-foreground">{run.error.hint}</div> : null}
          </div>
        </div>
      </div>
    );
  }
  if (run.status === 'paused') return <Window text={pauseText(run)} />;
  const isLive = run.status === 'running' || run.status === 'retrying';
  if (isLive && run.liveText !== '') return <Window text={run.liveText} />;
  const step = isLive ? run.plan?.steps.find(({ status }) => status === 'running') : undefined;
  return step ? <Window text={step.goal} /> : null;
}

function pauseText({ question, pauseReason, pausedUntil }: ActivationView): string {
  if (question === undefined && pausedUntil !== undefined) return pauseReason ?? 'Waits for a time.';
  const called = childRunsQuestionSchema.safeParse(question);
  if (called.success) return `Waits for ${called.data.runs.map(({ name }) => name).join(', ')}.`;
  const signal = signalQuestionSchema.safeParse(question);
  if (signal.success) return pauseReason ?? `Waits for the signal “${signal.data.name}”.`;
  return 'Waits for an answer. Open the run panel.';
}

/** The last three lines; all of it on hover. */
function Window({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <div
      ref={box}
      data-testid="node-live-text"
      className="nowheel absolute inset-x-0 top-full mt-1.5 max-h-[58px] overflow-hidden rounded-sm border bg-popover px-2 py-1.5 text-[11px] leading-[15px] break-words whitespace-pre-wrap text-muted-foreground shadow-(--shadow-node) hover:z-10 hover:max-h-60 hover:overflow-y-auto"
    >
      {text}
    </div>
  );
}
