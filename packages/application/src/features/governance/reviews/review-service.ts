/** Reviews proposals: each is a run that can be replayed. A review is an opinion; nothing on the chain follows from it. */
import type { RunId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import { BUILTIN_MODEL } from '@codexos/protocol/model';
import type { ProposalReview } from '@codexos/protocol/proposal-review';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import type { ModelService } from '../../models/model-service.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { RunRecord, RunStore } from '../../runs/run-store.ts';
import { findProposal, type ChainView, type View } from '../chain-view.ts';
import type { GovernanceSettingsStore } from '../governance-settings.ts';
import { readReview, type ReviewResult } from './read-review.ts';
import { reviewFlow } from './review-flow.ts';
import type { ReviewKey, ReviewRecord, ReviewStore } from './review-store.ts';

export interface ReviewServiceOptions {
  store: ReviewStore;
  settings: GovernanceSettingsStore;
  chain: ChainView;
  runs: RunService;
  runStore: RunStore;
  models: ModelService;
  logger: Logger;
}

/** A review that is done. */
export interface DoneReview extends ReviewResult {
  number: number;
  runId: RunId;
}

export type ReviewService = ReturnType<typeof createReviewService>;

export function createReviewService(options: ReviewServiceOptions) {
  const { store, settings, chain, runs, runStore, models, logger } = options;

  const start = async (review: ReviewRecord): Promise<ReviewRecord> => {
    try {
      await runs.start({
        workspaceId: review.workspaceId,
        runId: review.runId,
        name: 'Compliance review',
        flow: reviewFlow(review.model),
        input: { proposalId: review.proposalId },
        trigger: 'governance',
      });
      return review;
    } catch (error) {
      logger.warn({ err: error, proposalId: review.proposalId }, 'A review could not be started');
      const wire = toWireError(toCodexError(error));
      await store.setError(review, wire);
      return { ...review, error: wire };
    }
  };

  const draft = async (key: ReviewKey) => ({
    ...key,
    runId: createId<RunId>(),
    model: await models.defaultModel(key.workspaceId),
  });

  const runOf = async ({ workspaceId, runId }: ReviewRecord): Promise<RunRecord | undefined> =>
    (await runStore.has({ workspaceId, runId })) ? runStore.get({ workspaceId, runId }) : undefined;

  const describe = async (review: ReviewRecord): Promise<ProposalReview> => {
    const run = await runOf(review);
    const { proposalId, number, trigger, createdAt, model } = review;
    const known = {
      ...{ proposalId, number, trigger, createdAt },
      ...(run ? { runId: run.id } : {}),
      ...(model === BUILTIN_MODEL ? {} : { model }),
    };
    if (!run && review.error) return { ...known, state: 'failed', error: review.error };
    if (!run || run.endedAt === undefined) return { ...known, state: 'running' };
    const result = run.status === 'completed' ? readReview(run.outputs ?? {}) : undefined;
    if (result) return { ...known, state: 'done', result };
    return { ...known, state: 'failed', error: run.error ?? toWireError(unfinished(run)) };
  };

  return {
    /** The newest first. */
    async list(workspaceId: WorkspaceId, proposalId: string): Promise<ProposalReview[]> {
      const { networkId } = await chain.opened();
      const records = await store.list({ workspaceId, networkId, proposalId });
      return Promise.all(records.map(describe));
    },

    /** Reviews a proposal because somebody asks. Throws PROPOSAL_NOT_FOUND. */
    async review(workspaceId: WorkspaceId, proposalId: string, by: UserId): Promise<ProposalReview> {
      const view = await chain.read();
      findProposal(view, proposalId);
      const key = { workspaceId, networkId: view.networkId, proposalId };
      const added = await store.addForPerson({ ...(await draft(key)), requestedBy: by });
      return describe(await start(added));
    },

    /** The newest review of a proposal that is done; undefined while there is none. */
    async latest(key: ReviewKey): Promise<DoneReview | undefined> {
      for (const record of await store.list(key)) {
        const { result } = await describe(record);
        if (result) return { ...result, number: record.number, runId: record.runId };
      }
      return undefined;
    },

    /** Gives each proposal that is still open its one automatic review, and starts what a crash kept from starting. */
    async reconcile({ fold, networkId }: View): Promise<void> {
      for (const unstarted of await store.listUnstarted(networkId)) await start(unstarted);
      const open = fold.proposals.filter(({ state }) => state === 'pending' || state === 'active');
      if (open.length === 0) return;
      for (const workspaceId of await settings.listReviewing()) {
        const reviewed = await store.listProposals(workspaceId, networkId);
        for (const { id } of open.filter((proposal) => !reviewed.has(proposal.id))) {
          const key = { workspaceId, networkId, proposalId: id };
          const added = await store.addAutomatic(await draft(key));
          if (added) await start(added);
        }
      }
    },
  };
}

function unfinished({ status }: RunRecord): CodexError {
  return status === 'cancelled'
    ? new CodexError({
        code: 'RUN_CANCELLED',
        message: 'Somebody ended the review before it was done.',
        hint: 'Review the proposal again.',
      })
    : new CodexError({
        code: 'NODE_FAILED',
        message: 'The run ended without a review.',
        hint: 'Look at the run, then review the proposal again.',
      });
}
