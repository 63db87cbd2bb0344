'use client';
import type { RunView } from '@codexos/protocol/run-view';
import { RunQuestion } from './run-question';

interface RunQuestionsProps {
  runId: string;
  view: RunView;
  /** Only shows what was asked, for a moment that has passed. */
  isPast?: boolean | undefined;
}

/** Everything that a run waits for. A node that asks the next thing gets a form of its own for it. */
export function RunQuestions({ runId, view, isPast }: RunQuestionsProps) {
  return [...view.activations.values()]
    .filter(({ status }) => status === 'paused')
    .map((activation) => (
      <RunQuestion
        key={`${activation.activationId} ${JSON.stringify(activation.question)}`}
        runId={runId}
        activation={activation}
        isPast={isPast}
      />
    ));
}
