import type { AgentId, RunId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import type { VotePolicy } from '@codexos/protocol/vote-policy';
import { CodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import { describe, expect, it } from 'vitest';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';
import { createSettingsStore } from '../../settings/settings-store.ts';
import { createGovernanceSettings } from '../governance-settings.ts';
import { createReviewStore } from '../reviews/review-store.ts';
import { createAgentVoteStore } from '../votes/agent-vote-store.ts';
import { createVotingAgentStore } from '../votes/voting-agent-store.ts';

const networkId = '37101:0xa';
const userId = createId<UserId>();
const workspaceId = createId<WorkspaceId>();
const key = { workspaceId, networkId, proposalId: '9'.repeat(77) };
const draft = () => ({ ...key, runId: createId<RunId>(), model: 'builtin/extractive' });
const policy: VotePolicy = {
  isOn: true,
  categories: ['treasury'],
  maxWeight: '5',
  isOwnStakeOnly: true,
  choices: { 'no-objection': 'for', concerns: 'none', objection: 'against' },
  never: [],
  delayMs: 0,
  maxVotesPerDay: 1,
};

/** A clock that stands still, so that nothing depends on time passing. */
const clock = () => 1_000;

describe.each(databaseKinds)('what agents do in governance, on %s', (kind) => {
  const withDatabase =
    (work: (test: TestDatabase) => Promise<void>): (() => Promise<void>) =>
    async () => {
      await using test = await openTestDatabase(kind);
      await work(test);
    };

  it(
    'gives a proposal one automatic review, however many processes try',
    withDatabase(async ({ database }) => {
      const stores = [createReviewStore(database, clock), createReviewStore(database, clock)];
      const added = await Promise.all([...stores, ...stores].map((store) => store.addAutomatic(draft())));
      expect(added.filter((review) => review !== undefined)).toHaveLength(1);
      const [store] = stores;
      expect(await store?.list(key)).toEqual([expect.objectContaining({ number: 1, trigger: 'automatic' })]);
      expect(await store?.listProposals(workspaceId, networkId)).toEqual(new Set([key.proposalId]));
      expect(await store?.listProposals(createId(), networkId)).toEqual(new Set());
    }),
  );

  it(
    'numbers reviews that people ask for, and none is automatic after one of them',
    withDatabase(async ({ database }) => {
      const store = createReviewStore(database, clock);
      const ask = () => store.addForPerson({ ...draft(), requestedBy: userId });
      const numbers = (await Promise.all([ask(), ask(), ask()])).map(({ number }) => number);
      expect(numbers.toSorted()).toEqual([1, 2, 3]);
      expect((await store.list(key)).map(({ number }) => number)).toEqual([3, 2, 1]);
      expect(await store.addAutomatic(draft())).toBeUndefined();
      const unstarted = await store.listUnstarted(networkId);
      expect(unstarted).toHaveLength(3);
      const [first] = unstarted;
      if (!first) throw new Error('there are three');
      await store.setError(first, toWireError(new CodexError({ code: 'UNAVAILABLE', message: 'away' })));
      expect(await store.listUnstarted(networkId)).toHaveLength(2);
      expect(await store.listUnstarted('1:0xb')).toEqual([]);
    }),
  );

  it(
    'lets one agent vote with an account, and counts the changes of its policy',
    withDatabase(async ({ database }) => {
      const store = createVotingAgentStore(database, clock);
      const agentId = createId<AgentId>();
      const address = `0x${'Ab'.repeat(20)}`;
      const put = (id: AgentId) =>
        store.put({
          ...{ workspaceId, networkId, agentId: id, address, policy, setBy: userId },
          account: { type: 'local', address },
        });
      expect((await put(agentId)).revision).toBe(1);
      expect((await put(agentId)).revision).toBe(2);
      await expect(put(createId<AgentId>())).rejects.toMatchObject({ code: 'CONFLICT' });
      const place = { workspaceId, networkId, agentId };
      expect(await store.find(place)).toMatchObject({ revision: 2, policy, address: address.toLowerCase() });
      expect(await store.find({ ...place, workspaceId: createId<WorkspaceId>() })).toBeUndefined();
      expect(await store.list(networkId, createId<WorkspaceId>())).toEqual([]);
      const vote = { ...place, proposalId: '1', voter: address };
      await createAgentVoteStore(database, clock).add(vote, { state: 'refused', policyRevision: 2 });
      expect(await store.remove({ ...place, workspaceId: createId<WorkspaceId>() })).toBe(false);
      expect(await store.remove(place)).toBe(true);
      // What was decided under an earlier policy is not taken for what was decided under this one.
      expect((await put(agentId)).revision).toBe(3);
    }),
  );

  it(
    'moves a vote from state to state, and refuses a move that comes too late',
    withDatabase(async ({ database }) => {
      const store = createAgentVoteStore(database, clock);
      const agentId = createId<AgentId>();
      const place = { ...key, agentId, voter: `0x${'1'.repeat(40)}` };
      const [vote, again] = await Promise.all([
        store.add(place, { state: 'deciding', policyRevision: 1, runId: createId<RunId>() }),
        store.add(place, { state: 'deciding', policyRevision: 1, runId: createId<RunId>() }),
      ]);
      expect([vote, again].filter((added) => added !== undefined)).toHaveLength(1);
      const added = await store.find(place);
      if (!added) throw new Error('it was added');
      expect((await store.listUnsettled(networkId)).map(({ id }) => id)).toEqual([added.id]);
      const decision = { support: 'for', reason: 'It is due.', dueAt: 5 } as const;
      const [one, other] = await Promise.all([
        store.move(added, { ...added, ...decision, state: 'waiting' }),
        store.move(added, { ...added, state: 'stopped', note: 'Somebody stepped in.' }),
      ]);
      expect([one, other].filter((moved) => moved !== undefined)).toHaveLength(1);
      const moved = await store.find(place);
      if (!moved) throw new Error('it is there');
      expect(await store.move(added, { ...added, state: 'failed' })).toBeUndefined();
      const signed = await store.move(moved, {
        ...moved,
        ...{ state: 'casting', signed: '0x1', transaction: '0x2', signedAt: 7 },
      });
      expect(await store.get(workspaceId, added.id)).toEqual(signed);
      expect(await store.get(createId<WorkspaceId>(), added.id)).toBeUndefined();
      expect(await store.listSignedAt(networkId, agentId, 6)).toEqual([7]);
      expect(await store.listSignedAt(networkId, agentId, 7)).toEqual([]);
      expect(await store.list(workspaceId, networkId, { proposalId: '1' })).toEqual([]);
      expect(await store.list(workspaceId, networkId, { agentId })).toEqual([signed]);
    }),
  );

  it(
    'reviews in the oldest workspace unless that, or others, want it otherwise',
    withDatabase(async ({ database }) => {
      const settings = createGovernanceSettings(database, createSettingsStore(database));
      const [first, second] = [createId<WorkspaceId>(), createId<WorkspaceId>()];
      expect(await settings.listReviewing()).toEqual([]);
      for (const [index, id] of [first, second].entries())
        await database.query.insertInto('workspaces').values({ id, name: id, created_at: index }).execute();
      expect(await settings.listReviewing()).toEqual([first]);
      await settings.update(second, { reviewsNewProposals: true });
      expect(await settings.listReviewing()).toEqual([first, second]);
      await settings.update(first, { reviewsNewProposals: false });
      expect(await settings.get(first)).toEqual({ reviewsNewProposals: false });
      expect(await settings.listReviewing()).toEqual([second]);
    }),
  );
});
