'use client';
import type { CallerToolsQuestion } from '@codexos/protocol/question';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import type { AnswerProps } from './question-form';

/** The program that asked carries its own tools out; a person may let the agent go on without their results. */
export function CallerToolsQuestionForm({
  question: { calls },
  send,
  isPast,
  isSending,
}: AnswerProps & { question: CallerToolsQuestion }) {
  return (
    <>
      <ul className="flex flex-col gap-1.5">
        {calls.map(({ call, tool, input }) => (
          <li key={call}>
            <p className="font-mono text-xs font-medium">{tool}</p>
            <JsonView label={`What ${tool} is called with`} value={input} />
          </li>
        ))}
      </ul>
      {isPast ? null : (
        <Button
          className="self-end"
          disabled={isSending}
          onClick={() =>
            send({ results: calls.map(({ call }) => ({ call, output: null, isSkipped: true })) })
          }
        >
          Go on without the results
        </Button>
      )}
    </>
  );
}
