'use client';
import { answerShared } from '@codexos/protocol/contracts/share.contract';
import type { AskedQuestion } from '@codexos/protocol/question';
import { CircleCheckIcon } from 'lucide-react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { ApprovalQuestionForm } from '@/features/run/approval-question';
import { FormQuestionForm } from '@/features/run/form-question';
import type { AnswerProps } from '@/features/run/question-form';
import { useApiMutation } from '@/lib/api/use-api-mutation';

/** The one question that a link was made for, and its answer. */
export function SharedQuestion({ token, question }: { token: string; question: AskedQuestion }) {
  const answer = useApiMutation(answerShared);
  const props: AnswerProps = {
    send: (value) => answer.mutate({ body: { token, answer: value } }),
    isPast: false,
    isSending: answer.isPending,
  };
  if (answer.isSuccess) {
    return (
      <div role="status" className="flex items-start gap-3 rounded-md border p-4">
        <CircleCheckIcon className="mt-0.5 size-5 shrink-0 text-ok" aria-hidden />
        <div>
          <h1 className="text-lg font-semibold tracking-tight">Your answer has arrived</h1>
          <p className="text-sm text-muted-foreground">
            You can close this page. The link leads nowhere now.
          </p>
        </div>
      </div>
    );
  }
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">
        {question.type === 'approval' ? 'A decision is needed' : 'An answer is needed'}
      </h1>
      <section aria-label="Question" className="flex flex-col gap-3 rounded-md border bg-card p-4">
        {question.type === 'approval' ? (
          <ApprovalQuestionForm question={question} {...props} />
        ) : (
          <FormQuestionForm question={question} {...props} />
        )}
        {answer.error ? <ErrorNotice error={answer.error} /> : null}
      </section>
    </>
  );
}
