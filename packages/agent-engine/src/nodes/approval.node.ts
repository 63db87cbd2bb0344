import { approvalAnswerSchema, type ApprovalQuestion } from '@codexos/protocol/question';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { NODE_VARIABLES } from '../expression/node-scope.ts';
import { done, paused } from '../outcome.ts';
import { askedBy, askingShape, untilOf } from './asking.ts';
import { templateProblems } from './expression-problem.ts';

/** Lets a person decide whether the flow goes on. */
export const approvalNode = defineNode({
  kind: 'approval',
  version: 1,
  meta: { label: 'Approval', group: 'io', icon: 'hand', summary: 'Asks a person whether to go on' },
  config: z.object({
    ...askingShape,
    question: askingShape.question.default('May this go on?'),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any', required: true } },
    out: {
      approved: { label: 'Approved', type: 'any' },
      rejected: { label: 'Rejected', type: 'any' },
      timeout: { label: 'Time-out', type: 'any' },
      comment: { label: 'Comment', type: 'text' },
    },
  },
  cardSettings: ['role', 'waitMinutes'],
  problems: ({ question }) =>
    templateProblems({ text: question, variables: NODE_VARIABLES, configPath: 'question' }),
  run(context) {
    const { input } = context.input;
    if (context.isTimeUp) return done({ port: 'timeout', value: input });
    if (context.answer === undefined) {
      const question = {
        type: 'approval' as const,
        ...askedBy(context),
        value: input,
      } satisfies ApprovalQuestion;
      return paused({ reason: question.text, question, ...untilOf(context) });
    }
    const { isApproved, comment = '' } = approvalAnswerSchema.parse(context.answer);
    return done([
      { port: isApproved ? 'approved' : 'rejected', value: input },
      { port: 'comment', value: comment, citations: [] },
    ]);
  },
});
