'use client';
import type { ApprovalQuestion } from '@codexos/protocol/question';
import { CheckIcon, XIcon } from 'lucide-react';
import { useId, useState } from 'react';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { ForRole } from './for-role';
import type { AnswerProps } from './question-form';

/** A person decides whether the flow goes on. */
export function ApprovalQuestionForm({
  question: { text, role, value },
  send,
  isPast,
  isSending,
}: AnswerProps & { question: ApprovalQuestion }) {
  const [comment, setComment] = useState('');
  const commentId = useId();
  const decide = (isApproved: boolean) =>
    send({ isApproved, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) });
  return (
    <>
      <p className="break-words whitespace-pre-wrap">{text}</p>
      {value === undefined || value === '' ? null : <JsonView label="What it is about" value={value} />}
      <ForRole role={role} />
      {isPast ? null : (
        <>
          <Label htmlFor={commentId}>
            Comment <span className="font-normal text-muted-foreground">optional</span>
          </Label>
          <Textarea
            id={commentId}
            rows={2}
            maxLength={2_000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <div className="flex justify-end gap-2">
            <Button disabled={isSending} onClick={() => decide(false)}>
              <XIcon aria-hidden /> Reject
            </Button>
            <Button variant="primary" disabled={isSending} onClick={() => decide(true)}>
              <CheckIcon aria-hidden /> Approve
            </Button>
          </div>
        </>
      )}
    </>
  );
}
