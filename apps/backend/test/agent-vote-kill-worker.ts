/**
 * A process for the kill test of votes by agents. It makes an agent with stake, a policy and a proposal when there are
 * none yet, lets time pass, and works until the vote is cast; it kills itself with SIGKILL at the step that it was told.
 */
import { createApplication, invoke, type UseCase } from '@codexos/application';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { Proposal } from '@codexos/protocol/governance';
import type { AgentVote, VotingAgent } from '@codexos/protocol/vote-policy';
import { createLogger } from '@codexos/utils/logging';

export interface AgentVoteKillOrder {
  dataFolder: string;
  /** A step of the vote, or one of the chain once the vote is signed; absent for a process that nothing kills. */
  dieAt?: string | undefined;
}

const order = JSON.parse(process.argv[2] ?? '{}') as AgentVoteKillOrder;
let isSigned = false;
const dieAt = (step: string): void => {
  if (step === order.dieAt) process.kill(process.pid, 'SIGKILL');
};

const application = await createApplication({
  dataFolder: order.dataFolder,
  fixedRoots: [],
  allowedAddresses: [],
  readSecret: () => undefined,
  logger: createLogger({ level: 'silent' }),
  version: '0.0.0',
  governanceWatchMs: 20,
  onAgentVoteStep: (step) => {
    isSigned ||= step === 'signed';
    dieAt(step);
  },
  onChainStep: (step) => {
    if (isSigned) dieAt(`chain-${step}`);
  },
});
const { services } = application;
const principal = await services.sessions.localPrincipal();
const UNIT = 10n ** 18n;

async function call<TAnswer>(name: string, request: object = {}): Promise<TAnswer> {
  const useCase = application.useCases.find(({ contract }) => contract.name === name);
  if (!useCase) throw new Error(`There is no use case ${name}.`);
  return (await invoke(useCase as UseCase, { services, principal, request })) as TAnswer;
}

/** An agent with a policy, and a proposal to vote on; what an earlier process made is taken up. */
async function prepare(): Promise<string> {
  const governance = await call<Governance>('getGovernance');
  const addressOf = (name: string): string =>
    governance.stakeholders.find(({ localName }) => localName === name)?.address ?? '';
  const act = (name: string, action: object): Promise<{ proposalId?: string }> =>
    call('submitGovernanceAction', { body: { account: addressOf(name), action } });
  const advance = (seconds: number): Promise<unknown> => call('advanceChainClock', { body: { seconds } });
  const [known] = governance.proposals;
  const { items: agents } = await call<{ items: VotingAgent[] }>('listVotingAgents');
  if (known && agents.length > 0) return known.id;
  for (const [name, amount] of [
    ['Account 1', 50_000n],
    ['Account 2', 5_000n],
  ] as const)
    await act(name, { type: 'stake', amount: (amount * UNIT).toString() });
  await advance(60);
  const { id: agentId } = await call<{ id: string }>('createAgent', { body: { name: 'Warden' } });
  await call('publishAgent', { params: { agentId } });
  await call('setVotingAgent', {
    params: { agentId },
    body: {
      account: { type: 'local', address: addressOf('Account 2') },
      policy: {
        isOn: true,
        categories: ['general'],
        maxWeight: (10_000n * UNIT).toString(),
        isOwnStakeOnly: true,
        choices: { 'no-objection': 'for', concerns: 'for', objection: 'none' },
        never: [],
        delayMs: 0,
        maxVotesPerDay: 1,
      },
    },
  });
  const { proposalId = '' } = await act('Account 1', {
    ...{ type: 'propose', track: 'standard', category: 'general', title: 'Meet on Mondays' },
    ...{ description: 'Because.', steps: [{ type: 'signal' }] },
  });
  return proposalId;
}

const proposalId = await prepare();
await application.start();
const proposal = await call<Proposal>('getProposal', { params: { proposalId } });
if (proposal.state === 'pending') await call('advanceChainClock', { body: { seconds: 48 * 3_600 + 60 } });
let votes: AgentVote[] = [];
while (votes[0]?.state !== 'cast') {
  await services.governanceWatch.look();
  ({ items: votes } = await call<{ items: AgentVote[] }>('listAgentVotes', { query: { proposalId } }));
}
// Nothing more may come of another look.
await services.governanceWatch.look();
const after = await call<Proposal>('getProposal', { params: { proposalId } });
const { items: reviews } = await call<{ items: object[] }>('listProposalReviews', { query: { proposalId } });
const { items: audit } = await call<{ items: object[] }>('listAuditEntries', {
  query: { action: 'castAgentVote' },
});
process.stdout.write(
  `${JSON.stringify({ onChain: after.votes, votes, reviewCount: reviews.length, auditCount: audit.length })}\n`,
);
await application.close();
