'use client';
import { answerRun } from '@codexos/protocol/contracts/runs.contract';
import type { ActivationView } from '@codexos/protocol/run-view';
import Link from 'next/link';
import { useState, type FormEvent, type ReactNode } from 'react';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { toQuestionForm, type AnswerProps, type QuestionForm } from './question-form';
import { ToolQuestion } from './tool-question';

interface RunQuestionProps {
  runId: string;
  activation: ActivationView;
  /** Only shows what was asked, for a moment that has passed. */
  isPast?: boolean | undefined;
}

/** A paused node asks something; the run goes on with the answer. */
export function RunQuestion({ runId, activation, isPast = false }: RunQuestionProps) {
  const answer = useApiMutation(answerRun, { refreshes: ['runs'] });
  const form = toQuestionForm(activation);
  const props: AnswerProps = {
    send: (value) =>
      answer.mutate({ params: { runId }, body: { activationId: activation.activationId, answer: value } }),
    isPast,
    isSending: answer.isPending,
  };
  return (
    <section
      aria-label="Question of the run"
      className="flex flex-col gap-2 rounded-md border border-warn/50 bg-warn/8 p-3"
    >
      <p className="text-sm font-medium">
        {isPast ? 'The run waited for an answer' : 'The run waits for an answer'}
      </p>
      {form.type === 'tool' ? <ToolQuestion form={form} {...props} /> : null}
      {form.type === 'child-run' ? <ChildRunQuestion form={form} {...props} /> : null}
      {form.type === 'text' ? <TextQuestion form={form} {...props} /> : null}
      {answer.error ? <ErrorNotice error={answer.error} /> : null}
    </section>
  );
}

function TextQuestion({
  form: { question },
  send,
  isPast,
  isSending,
}: AnswerProps & { form: Extract<QuestionForm, { type: 'text' }> }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };
  const asked: ReactNode =
    question === undefined ? null : typeof question === 'string' ? (
      <p className="break-words whitespace-pre-wrap">{question}</p>
    ) : (
      <JsonView value={question} />
    );
  if (isPast) return asked;
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      {asked}
      <Textarea aria-label="Answer" value={text} onChange={(event) => setText(event.target.value)} />
      <Button type="submit" variant="primary" className="self-end" disabled={text.trim() === '' || isSending}>
        Answer
      </Button>
    </form>
  );
}

function ChildRunQuestion({
  form: { childRunIds },
  send,
  isPast,
  isSending,
}: AnswerProps & { form: Extract<QuestionForm, { type: 'child-run' }> }) {
  return (
    <>
      <p>A sub-agent asks. Answer it in its own run, then go on here.</p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {childRunIds.map((childRunId) => (
          <Button key={childRunId} asChild>
            <Link href={`/runs/${childRunId}`}>Open the run of the sub-agent</Link>
          </Button>
        ))}
        {isPast ? null : (
          <Button variant="primary" disabled={isSending} onClick={() => send(null)}>
            Go on
          </Button>
        )}
      </div>
    </>
  );
}
