import { createShareLink } from '@codexos/protocol/contracts/share.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';
import { assertMayAnswer } from '../runs/assert-may-answer.ts';
import { findQuestion } from './shared-question.ts';
import { publishedFlowOf } from './shared-view.ts';

/** The thing must be there, and a flow must be published: a link never shows a draft. */
export const createShareLinkUseCase = defineUseCase(
  createShareLink,
  async ({ services, principal, body: { kind, thing, expiresInDays } }) => {
    const { workspaceId } = principal;
    if ((kind === 'answer') !== (thing.type === 'question')) {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `A ${thing.type} cannot be shared to ${kind} it.`,
        hint: 'Only a question of a run is answered by a link, and nothing else can be done with it.',
      });
    }
    if (thing.type === 'question') {
      const { runId, activationId } = await findQuestion(services, workspaceId, thing.id);
      // Whoever may not answer may not hand the answer on either.
      assertMayAnswer(await services.journal.read(runId, 0), { activationId, role: principal.role });
      if (expiresInDays === undefined) {
        throw new CodexError({
          code: 'REQUEST_INVALID',
          message: 'A link to answer a question needs an end.',
          hint: 'Say in expiresInDays how long it is good for.',
        });
      }
    }
    if (kind !== 'view' && kind !== 'answer' && thing.type !== 'flow') {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `A ${thing.type} can be looked at, not be ${kind === 'run' ? 'run' : 'forked'}, by a link.`,
        hint: 'Share the flow instead.',
      });
    }
    if (thing.type === 'flow') await publishedFlowOf(services, { workspaceId, thing });
    if (thing.type === 'run') await services.runStore.get({ workspaceId, runId: thing.id });
    if (thing.type === 'conversation')
      await services.conversations.get({ workspaceId, conversationId: thing.id });
    const { id, token } = await services.shares.create(principal, { kind, thing, expiresInDays });
    const link = (await services.shares.list(workspaceId, thing.id)).find((one) => one.id === id);
    if (!link) throw new Error('A link that was just made is not there.');
    return { ...link, token };
  },
  ({ body: { thing, kind }, response }) => ({
    target: thing.id,
    details: { thing: thing.type, kind, ...(response ? { shareLinkId: response.id } : {}) },
  }),
);
