'use client';
import { answerRun } from '@codexos/protocol/contracts/runs.contract';
import type { ActivationView } from '@codexos/protocol/run-view';
import { useState, type FormEvent } from 'react';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';

/** A paused node asks something; the run goes on with the answer. */
export function RunQuestion({ runId, activation }: { runId: string; activation: ActivationView }) {
  const [text, setText] = useState('');
  const answer = useApiMutation(answerRun, { refreshes: ['runs'] });
  const { question, activationId } = activation;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ params: { runId }, body: { activationId, answer: text } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 rounded-md border border-warn/50 bg-warn/8 p-3">
      <p className="text-sm font-medium">The run waits for an answer</p>
      {question === undefined ? null : typeof question === 'string' ? (
        <p>{question}</p>
      ) : (
        <JsonView value={question} />
      )}
      <Textarea aria-label="Answer" value={text} onChange={(event) => setText(event.target.value)} />
      {answer.error ? <ErrorNotice error={answer.error} /> : null}
      <Button
        type="submit"
        variant="primary"
        className="self-end"
        disabled={text.trim() === '' || answer.isPending}
      >
        Answer
      </Button>
    </form>
  );
}
