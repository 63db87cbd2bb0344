/** Governance for use cases: figures from the index, actions as transactions, a clock that moves locally. */
import type * as Chain from '@codexos/chain';
import type { GovernanceFold, LocalAccounts } from '@codexos/chain';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { Proposal, Stakeholder } from '@codexos/protocol/governance';
import type {
  GovernanceAction,
  PreparedTransaction,
  SimulatedCall,
} from '@codexos/protocol/governance-action';
import { CodexError } from '@codexos/utils/errors';
import type { Database } from '../../db/database.ts';
import { createChainIndex, type ChainIndex } from './chain-index.ts';
import { createEventStore } from './event-store.ts';
import { openOrganisation, type Organisation, type OrganisationOptions } from './open-organisation.ts';

export type GovernanceService = ReturnType<typeof createGovernanceService>;

export interface GovernanceServiceOptions extends OrganisationOptions {
  database: Database;
}

export interface SubmittedAction {
  transactions: string[];
  /** The proposal that was made or acted on. */
  proposalId?: string;
  title?: string;
}

interface Opened {
  organisation: Organisation;
  index: ChainIndex;
  chain: typeof Chain;
}

interface View extends Opened {
  fold: GovernanceFold;
  blockNumber: number;
  /** The chain's clock, epoch ms. */
  now: number;
}

const COIN = '0x0000000000000000000000000000000000000000';

export function createGovernanceService(options: GovernanceServiceOptions) {
  let opening: Promise<Opened> | undefined;
  // Transactions of one account need their order, so actions are sent one after the other.
  let sending: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<Opened> => {
    const organisation = await openOrganisation(options);
    const chain = await import('@codexos/chain');
    const { network, addresses } = organisation;
    const index = createChainIndex({
      reader: {
        block: (number) => chain.readBlock(network, number),
        events: (range) => chain.readEvents(network, addresses, range),
      },
      store: createEventStore(options.database, `${network.chainId}:${addresses.governor}`),
    });
    return { organisation, index, chain };
  };

  /** Opens once; a failure is tried again by the next call. */
  const opened = (): Promise<Opened> => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  const read = async (): Promise<View> => {
    const { organisation, index, chain } = await opened();
    const { events, head } = await index.sync();
    const now = (await organisation.network.now()) * 1000;
    const fold = chain.foldGovernance(events, { addresses: organisation.addresses, now });
    return { organisation, index, chain, fold, blockNumber: head.number, now };
  };

  const transactionsOf = (view: View, action: GovernanceAction): PreparedTransaction[] => {
    const proposal = 'proposalId' in action ? findProposal(view.fold, action.proposalId) : undefined;
    return view.chain.encodeAction(view.organisation.addresses, action, proposal);
  };

  return {
    async view(): Promise<Governance> {
      const view = await read();
      const { organisation, fold, chain, blockNumber, now } = view;
      const { network, addresses, local } = organisation;
      const assets = [
        { asset: addresses.token, symbol: 'CDX' },
        { asset: COIN, symbol: 'ETH' },
      ] as const;
      return {
        network: { kind: network.kind, chainId: network.chainId, blockNumber, now },
        contracts: { ...addresses },
        parameters: fold.parameters,
        totalStake: fold.totalStake.toString(),
        proposals: fold.proposals.map(summarise),
        stakeholders: withLocalNames(fold.stakeholders, local?.accounts),
        treasury: {
          assets: await Promise.all(
            assets.map(async ({ asset, symbol }) => {
              const figures = await chain.readTreasury(network, addresses, asset);
              return {
                asset,
                symbol,
                total: figures.total.toString(),
                reserve: figures.reserve.toString(),
                available: figures.available.toString(),
              };
            }),
          ),
          movements: fold.movements,
          isPaused: fold.isTreasuryPaused,
        },
      };
    },

    /** Throws PROPOSAL_NOT_FOUND. */
    async proposal(id: string): Promise<Proposal> {
      return findProposal((await read()).fold, id);
    },

    /** Throws PROPOSAL_NOT_FOUND. */
    async prepare(
      action: GovernanceAction,
    ): Promise<{ chainId: number; transactions: PreparedTransaction[]; simulation: SimulatedCall[] }> {
      const view = await read();
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
      const { local } = (await opened()).organisation;
      return local !== undefined && isSame(local.accounts.guardian.address, account);
    },

    /**
     * Signs with an account of the local network. Resolves when the transactions are durable on the chain. Throws
     * REQUEST_INVALID for an account whose key is not here, PROPOSAL_NOT_FOUND and CHAIN_REFUSED.
     */
    async submit(action: GovernanceAction, account: string): Promise<SubmittedAction> {
      const work = async (): Promise<SubmittedAction> => {
        const view = await read();
        const { network, local } = view.organisation;
        const signer = localSigners(local?.accounts).find(({ address }) => isSame(address, account));
        if (!signer) throw noKey(account);
        const transactions = await view.chain.sendTransactions(network, signer, transactionsOf(view, action));
        if ('proposalId' in action) {
          const { id: proposalId, title } = findProposal(view.fold, action.proposalId);
          return { transactions, proposalId, title };
        }
        if (action.type !== 'propose') return { transactions };
        const { proposals } = (await read()).fold;
        const made = proposals.find((proposal) => proposal.transactions['proposed'] === transactions[0]);
        return { transactions, ...(made ? { proposalId: made.id, title: made.title } : {}) };
      };
      const result = sending.then(work);
      sending = result.catch(() => undefined);
      return result;
    },

    /** Moves the clock of the local network. Resolves to the new time, epoch ms. */
    async advance(seconds: number): Promise<number> {
      const { local } = (await opened()).organisation;
      if (!local) {
        throw new CodexError({
          code: 'REQUEST_INVALID',
          message: 'The clock of a network elsewhere cannot be moved.',
          hint: 'Wait, or use the local network.',
        });
      }
      return (await local.chain.advance(seconds)) * 1000;
    },

    async close(): Promise<void> {
      const current = await opening?.catch(() => undefined);
      await sending;
      await current?.organisation.local?.chain.close();
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

function findProposal(fold: GovernanceFold, id: string): Proposal {
  const found = fold.proposals.find((proposal) => proposal.id === id);
  if (found) return found;
  throw new CodexError({
    code: 'PROPOSAL_NOT_FOUND',
    message: `There is no proposal ${id}.`,
    hint: 'It may be on another network. Look into the list of proposals.',
  });
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
