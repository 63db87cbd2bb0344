'use client';
import { answerRun } from '@codexos/protocol/contracts/runs.contract';
import { questionThingId } from '@codexos/protocol/contracts/share.contract';
import type { ChildRunsQuestion } from '@codexos/protocol/question';
import type { ActivationView } from '@codexos/protocol/run-view';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState, type FormEvent, type ReactNode } from 'react';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatExact } from '@/lib/format';
import { ApprovalQuestionForm } from './approval-question';
import { CallerToolsQuestionForm } from './caller-tools-question';
import { FormQuestionForm } from './form-question';
import { toQuestionForm, type AnswerProps, type QuestionForm } from './question-form';
import { ToolQuestion } from './tool-question';

const SignalQuestionForm = dynamic(() =>
  import('./signal-question').then((module) => module.SignalQuestionForm),
);
const ShareButton = dynamic(() =>
  import('@/features/share/share-button').then((module) => module.ShareButton),
);

const AWAITED: Partial<Record<QuestionForm['type'], string>> = {
  'child-runs': 'an agent',
  'caller-tools': 'tools of whoever asked',
  approval: 'a decision',
  signal: 'a signal',
  time: 'a while',
};

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
      <p className="text-sm font-medium">{`The run ${isPast ? 'waited' : 'waits'} for ${awaited(form)}`}</p>
      {form.type === 'approval' ? <ApprovalQuestionForm question={form} {...props} /> : null}
      {form.type === 'form' ? <FormQuestionForm question={form} {...props} /> : null}
      {activation.pausedUntil === undefined ? null : (
        <p className="text-xs text-muted-foreground">
          {isPast ? 'It was to go on by itself' : 'It goes on by itself'} at{' '}
          <time dateTime={new Date(activation.pausedUntil).toISOString()}>
            {formatExact(activation.pausedUntil)}
          </time>
          .
        </p>
      )}
      {form.type === 'signal' ? <SignalQuestionForm question={form} {...props} /> : null}
      {form.type === 'tool' ? <ToolQuestion form={form} {...props} /> : null}
      {form.type === 'caller-tools' ? <CallerToolsQuestionForm question={form} {...props} /> : null}
      {form.type === 'child-runs' ? <ChildRunsNotice runs={form.runs} isPast={isPast} /> : null}
      {form.type === 'text' ? <TextQuestion form={form} {...props} /> : null}
      {!isPast && (form.type === 'approval' || form.type === 'form') ? (
        <div className="flex border-t border-warn/30 pt-2">
          <ShareButton
            thing={{ type: 'question', id: questionThingId.of(runId, activation.activationId) }}
            name="this question"
            label="Answer by link"
          />
        </div>
      ) : null}
      {answer.error ? <ErrorNotice error={answer.error} /> : null}
    </section>
  );
}

function awaited(form: QuestionForm): string {
  if (form.type === 'child-runs' && form.runs.some(({ flowId }) => flowId !== undefined))
    return 'another flow';
  return AWAITED[form.type] ?? 'an answer';
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

function ChildRunsNotice({ runs, isPast }: { runs: ChildRunsQuestion['runs']; isPast: boolean }) {
  return (
    <>
      <p>{isPast ? 'What it called waited itself' : 'It goes on by itself when what it called has ended'}:</p>
      <ul className="flex flex-col gap-1">
        {runs.map(({ runId, name, goal }) => (
          <li key={runId} className="flex items-center gap-2">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{name}</span>
              <span className="line-clamp-2 text-xs text-muted-foreground">{goal}</span>
            </span>
            <Button asChild size="sm">
              <Link href={`/runs/${runId}`} aria-label={`Open the run of ${name}`}>
                Open run <span className="font-mono text-2xs text-muted-foreground">…{runId.slice(-6)}</span>
              </Link>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
