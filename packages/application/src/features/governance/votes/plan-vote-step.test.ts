import type { Proposal } from '@codexos/protocol/governance';
import { describe, expect, it } from 'vitest';
import type { AgentVoteFacts, AgentVoteRecord } from './agent-vote-store.ts';
import { planVoteStep, type VoteSituation } from './plan-vote-step.ts';
import type { VotingAgentRecord } from './voting-agent-store.ts';

const agent = { revision: 2, policy: { isOn: true } } as VotingAgentRecord;
const active: VoteSituation['proposal'] = { state: 'active', votes: [] };
const voted = (transaction: string): VoteSituation['proposal'] => ({
  state: 'active',
  votes: [{ transaction } as Proposal['votes'][number]],
});
const vote = (facts: Partial<AgentVoteFacts>): AgentVoteRecord =>
  ({ policyRevision: 2, reviewNumber: 1, ...facts }) as AgentVoteRecord;

const step = (situation: Partial<VoteSituation>): string =>
  planVoteStep({
    agent,
    proposal: active,
    vote: undefined,
    reviewNumber: 1,
    runStatus: undefined,
    now: 100,
    ...situation,
  }).type;

describe('the next step of a vote', () => {
  it('begins once there is a review, while the proposal is open and the policy on', () => {
    expect(step({})).toBe('decide');
    expect(step({ proposal: { state: 'pending', votes: [] } })).toBe('decide');
    expect(step({ reviewNumber: undefined })).toBe('rest');
    expect(step({ proposal: { state: 'executed', votes: [] } })).toBe('rest');
    expect(step({ agent: { ...agent, policy: { ...agent.policy, isOn: false } } })).toBe('rest');
  });

  it('starts a run that a crash kept from starting, and takes what one has decided', () => {
    const deciding = vote({ state: 'deciding' });
    expect(step({ vote: deciding })).toBe('start-run');
    expect(step({ vote: deciding, runStatus: 'running' })).toBe('rest');
    for (const runStatus of ['completed', 'failed', 'cancelled'] as const)
      expect(step({ vote: deciding, runStatus })).toBe('take-decision');
  });

  it('casts when it is due and the vote is open', () => {
    expect(step({ vote: vote({ state: 'waiting', dueAt: 101 }) })).toBe('rest');
    expect(step({ vote: vote({ state: 'waiting', dueAt: 100 }) })).toBe('cast');
    const pending: Partial<VoteSituation> = { proposal: { state: 'pending', votes: [] } };
    expect(step({ vote: vote({ state: 'waiting', dueAt: 100 }), ...pending })).toBe('rest');
    expect(step({ vote: vote({ state: 'waiting' }), proposal: { state: 'canceled', votes: [] } })).toBe(
      'refuse',
    );
    expect(step({ vote: vote({ state: 'waiting' }), agent: undefined })).toBe('refuse');
  });

  it('decides anew when policy or review have changed, and not when somebody stepped in', () => {
    expect(step({ vote: vote({ state: 'waiting', policyRevision: 1 }) })).toBe('decide');
    expect(step({ vote: vote({ state: 'waiting' }), reviewNumber: 2 })).toBe('decide');
    expect(step({ vote: vote({ state: 'refused' }) })).toBe('rest');
    expect(step({ vote: vote({ state: 'refused', policyRevision: 1 }) })).toBe('decide');
    expect(step({ vote: vote({ state: 'failed' }), reviewNumber: 2 })).toBe('decide');
    expect(step({ vote: vote({ state: 'stopped', policyRevision: 1 }), reviewNumber: 2 })).toBe('rest');
  });

  it('looks for what was signed, and again when a block was replaced', () => {
    const signed = { transaction: '0xa' };
    expect(step({ vote: vote({ state: 'casting', ...signed }) })).toBe('confirm');
    expect(step({ vote: vote({ state: 'cast', ...signed }), proposal: voted('0xa') })).toBe('rest');
    expect(step({ vote: vote({ state: 'cast', ...signed }) })).toBe('confirm');
    expect(
      step({ vote: vote({ state: 'cast', ...signed }), proposal: { state: 'executed', votes: [] } }),
    ).toBe('rest');
    // It was sent after all.
    expect(step({ vote: vote({ state: 'refused', ...signed }), proposal: voted('0xa') })).toBe('confirm');
    expect(step({ vote: vote({ state: 'refused', ...signed }), proposal: voted('0xb') })).toBe('rest');
  });
});
