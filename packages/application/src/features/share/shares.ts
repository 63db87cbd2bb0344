/** What somebody with a link can do. Whoever comes is nobody else: no role, no workspace, only the shared thing. */
import type { answerShared, openShared, runShared } from '@codexos/protocol/contracts/share.contract';
import type { FlowId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { createRateLimiter } from '@codexos/utils/rate-limiter';
import type { z } from 'zod';
import type { Services } from '../../services.ts';
import { shareCitations } from './shared-citations.ts';
import type { OpenLink, ShareStore } from './share-store.ts';
import { findQuestion } from './shared-question.ts';
import { orInvalid, publishedFlowOf, viewOf } from './shared-view.ts';
import { createVisits } from './visits.ts';

const MINUTE_MS = 60_000;
/** Somebody who loads a page again and again is noted once in this time. */
const HOUR_MS = 60 * MINUTE_MS;

export type Shares = ReturnType<typeof createShares>;

export function createShares(store: ShareStore, clock: () => number) {
  const limiter = (limit: number) => createRateLimiter({ limit, windowMs: MINUTE_MS, clock });
  const visits = createVisits({ windowMs: HOUR_MS, clock });
  const limits = { ofVisitor: limiter(60), runsOfLink: limiter(10), runsOfVisitor: limiter(10) };

  const use = (token: string, address: string): Promise<OpenLink> => {
    limits.ofVisitor.take(address);
    return store.use(token);
  };

  return {
    ...store,
    use,

    async open(
      services: Services,
      token: string,
      address: string,
    ): Promise<z.infer<typeof openShared.response>> {
      const link = await use(token, address);
      const view = await viewOf(services, link);
      if (visits.isFirst(`${link.id} ${address}`)) {
        await services.audit.record({
          workspaceId: link.workspaceId,
          actor: { type: 'share-link', id: link.id },
          action: 'openShared',
          target: link.thing.id,
          outcome: 'done',
          details: { thing: link.thing.type },
        });
      }
      return {
        kind: link.kind,
        view,
        ...(link.expiresAt === undefined ? {} : { expiresAt: link.expiresAt }),
      };
    },

    /** Runs what is published and waits for a minute. Throws SHARE_LINK_INVALID, PERMISSION_DENIED, RATE_LIMITED. */
    async run(
      services: Services,
      { token, input, address }: { token: string; input: JsonObject; address: string },
    ): Promise<z.infer<typeof runShared.response>> {
      const link = await use(token, address);
      assertKind(link, 'run');
      limits.runsOfVisitor.take(address);
      limits.runsOfLink.take(link.id);
      const { workspaceId } = link;
      const version = await orInvalid(publishedFlowOf(services, link));
      const { id: runId } = await services.runs.start({
        workspaceId,
        flowId: link.thing.id as FlowId,
        name: version.flow.name,
        version: version.number,
        flow: version.flow,
        input,
        trigger: 'share',
      });
      await services.audit.record({
        workspaceId,
        actor: { type: 'share-link', id: link.id },
        action: 'runShared',
        target: runId,
        outcome: 'done',
        details: { flowId: link.thing.id, name: version.flow.name },
      });
      const result = await services.runs.waitForResult({ workspaceId, runId }, MINUTE_MS);
      const { status, output, outputs, durationMs, error } = result;
      return {
        status,
        output,
        outputs,
        durationMs,
        citations: await shareCitations(services, workspaceId, { citations: result.citations }),
        ...(error ? { problem: error.title } : {}),
      };
    },

    /**
     * Answers the question that a link shows, after which the link leads nowhere. Throws SHARE_LINK_INVALID, CONFLICT when
     * somebody else was faster, REQUEST_INVALID when the answer does not fit.
     */
    async answer(
      services: Services,
      { token, answer, address }: { token: string; answer: JsonValue; address: string },
    ): Promise<z.infer<typeof answerShared.response>> {
      const link = await use(token, address);
      assertKind(link, 'answer');
      const { workspaceId } = link;
      const { runId, activationId } = await orInvalid(findQuestion(services, workspaceId, link.thing.id));
      const by = `share-link ${link.id}`;
      try {
        await services.runs.answer({ workspaceId, runId }, { activationId, answer, by });
      } catch (error) {
        if (CodexError.is(error) && error.code === 'RUN_NOT_ACTIVE') throw answeredMeanwhile(error);
        throw error;
      }
      await services.audit.record({
        workspaceId,
        actor: { type: 'share-link', id: link.id },
        action: 'answerShared',
        target: runId,
        outcome: 'done',
        details: { activationId },
      });
      await store.revoke(workspaceId, link.id).catch((error: unknown) => {
        // It may have been revoked in this very moment, which is as good.
        if (!CodexError.is(error) || error.code !== 'NOT_FOUND') throw error;
      });
      return {};
    },
  };
}

function answeredMeanwhile(cause: unknown): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: 'The question was answered by somebody else a moment ago.',
    hint: 'Nothing more is needed; your answer was not used.',
    cause,
  });
}

/** Throws PERMISSION_DENIED when the link was not made for this. */
export function assertKind(link: OpenLink, kind: 'run' | 'fork' | 'answer'): void {
  if (link.kind === kind && link.thing.type === (kind === 'answer' ? 'question' : 'flow')) return;
  throw new CodexError({
    code: 'PERMISSION_DENIED',
    message: `The link lets nobody ${kind} what it shows.`,
    hint: 'Ask whoever sent it for a link that does.',
  });
}
