/** Governance for use cases: figures from the index, actions as transactions, a clock that moves locally. */
import type { LocalAccounts } from '@codexos/chain';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { Proposal, Stakeholder } from '@codexos/protocol/governance';
import type {
  GovernanceAction,
  PreparedTransaction,
  SimulatedCall,
} from '@codexos/protocol/governance-action';
import type { ProposalFacts } from '@codexos/protocol/proposal-facts';
import { CodexError } from '@codexos/utils/errors';
import { findProposal, type ChainView, type View } from './chain-view.ts';
import { readAssets, readFacts } from './proposal-facts.ts';

export type GovernanceService = ReturnType<typeof createGovernanceService>;

export interface GovernanceServiceOptions {
  chain: ChainView;
  /** Told when something on the chain has changed through here. */
  onChange: () => void;
}

export interface SubmittedAction {
  transactions: string[];
  /** The proposal that was made or acted on. */
  proposalId?: string;
  title?: string;
}

export function createGovernanceService({ chain: chainView, onChange }: GovernanceServiceOptions) {
  const transactionsOf = (view: View, action: GovernanceAction): PreparedTransaction[] => {
    const proposal = 'proposalId' in action ? findProposal(view, action.proposalId) : undefined;
    return view.chain.encodeAction(view.organisation.addresses, action, proposal);
  };

  return {
    async view(): Promise<Governance> {
      const view = await chainView.read();
      const { organisation, fold, blockNumber, now } = view;
      const { network, addresses, local } = organisation;
      return {
        network: { kind: network.kind, chainId: network.chainId, blockNumber, now },
        contracts: { ...addresses },
        parameters: fold.parameters,
        totalStake: fold.totalStake.toString(),
        proposals: fold.proposals.map(summarise),
        stakeholders: withLocalNames(fold.stakeholders, local?.accounts),
        treasury: { assets: await readAssets(view), movements: fold.movements },
        pauses: fold.pauses,
      };
    },

    /** Throws PROPOSAL_NOT_FOUND. */
    async proposal(id: string): Promise<Proposal> {
      return findProposal(await chainView.read(), id);
    },

    /** What is known of a proposal, its calls decoded and tried. Throws PROPOSAL_NOT_FOUND. */
    async facts(id: string): Promise<ProposalFacts> {
      const view = await chainView.read();
      return readFacts(view, findProposal(view, id));
    },

    /** Throws PROPOSAL_NOT_FOUND. */
    async prepare(
      action: GovernanceAction,
    ): Promise<{ chainId: number; transactions: PreparedTransaction[]; simulation: SimulatedCall[] }> {
      const view = await chainView.read();
      const { network, addresses } = view.organisation;
      const steps = action.type === 'propose' ? action.steps : [];
      const calls = steps.map((step) => view.chain.encodeStep(addresses, step));
      return {
        chainId: network.chainId,
        transactions: transactionsOf(view, action),
        simulation: await view.chain.simulateCalls(network, addresses, calls),
      };
    },

    /** True when the account is the guardian of the local network. */
    async isLocalGuardian(account: string): Promise<boolean> {
      const { local } = (await chainView.opened()).organisation;
      return local !== undefined && isSame(local.accounts.guardian.address, account);
    },

    /**
     * Signs with an account of the local network. Resolves when the transactions are durable on the chain. Throws
     * REQUEST_INVALID for an account whose key is not here, PROPOSAL_NOT_FOUND and CHAIN_REFUSED.
     */
    async submit(action: GovernanceAction, account: string): Promise<SubmittedAction> {
      const result = await chainView.inTurn(async (): Promise<SubmittedAction> => {
        const view = await chainView.read();
        const { network, local } = view.organisation;
        const signer = localSigners(local?.accounts).find(({ address }) => isSame(address, account));
        if (!signer) throw noKey(account);
        const transactions = await view.chain.sendTransactions(network, signer, transactionsOf(view, action));
        if ('proposalId' in action) {
          const { id: proposalId, title } = findProposal(view, action.proposalId);
          return { transactions, proposalId, title };
        }
        if (action.type !== 'propose') return { transactions };
        const { proposals } = (await chainView.read()).fold;
        const made = proposals.find((proposal) => proposal.transactions['proposed'] === transactions[0]);
        return { transactions, ...(made ? { proposalId: made.id, title: made.title } : {}) };
      });
      onChange();
      return result;
    },

    /** Moves the clock of the local network. Resolves to the new time, epoch ms. */
    async advance(seconds: number): Promise<number> {
      const { local } = (await chainView.opened()).organisation;
      if (!local) {
        throw new CodexError({
          code: 'REQUEST_INVALID',
          message: 'The clock of a network elsewhere cannot be moved.',
          hint: 'Wait, or use the local network.',
        });
      }
      const now = (await local.chain.advance(seconds)) * 1000;
      onChange();
      return now;
    },
  };
}

function summarise({
  votes: _votes,
  calls: _calls,
  description: _description,
  ...summary
}: Proposal): Governance['proposals'][number] {
  return summary;
}

function localSigners(accounts: LocalAccounts | undefined): LocalAccounts['members'] {
  return accounts ? [...accounts.members, accounts.guardian] : [];
}

function withLocalNames(found: readonly Stakeholder[], accounts: LocalAccounts | undefined): Stakeholder[] {
  const names = new Map<string, string>();
  accounts?.members.forEach(({ address }, index) => names.set(address.toLowerCase(), `Account ${index + 1}`));
  if (accounts) names.set(accounts.guardian.address.toLowerCase(), 'Guardian');
  const known = found.map((holder) => {
    const localName = names.get(holder.address.toLowerCase());
    names.delete(holder.address.toLowerCase());
    return localName === undefined ? holder : { ...holder, localName };
  });
  const rest = localSigners(accounts)
    .filter(({ address }) => names.has(address.toLowerCase()))
    .map(({ address }) => {
      const localName = names.get(address.toLowerCase()) ?? '';
      return { address, balance: '0', stake: '0', votes: '0', localName };
    });
  return [...known, ...rest].sort((left, right) => Number(BigInt(right.votes) - BigInt(left.votes)));
}

function noKey(account: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `The server has no key for ${account}.`,
    hint: 'Choose an account of the local network, or sign with your wallet.',
  });
}

function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
