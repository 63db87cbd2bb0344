/** The organisation as its chain has it now: opened when it is first asked for, read on through the index. */
import { existsSync } from 'node:fs';
import type * as Chain from '@codexos/chain';
import type { GovernanceFold } from '@codexos/chain';
import type { Proposal } from '@codexos/protocol/governance';
import { CodexError } from '@codexos/utils/errors';
import type { Database } from '../../db/database.ts';
import { createChainIndex, type ChainIndex } from './chain-index.ts';
import { createEventStore } from './event-store.ts';
import {
  openOrganisation,
  organisationFile,
  type Organisation,
  type OrganisationOptions,
} from './open-organisation.ts';

export interface ChainViewOptions extends OrganisationOptions {
  database: Database;
  /** Told once the network is open. */
  onOpen?: () => void;
}

export interface Opened {
  organisation: Organisation;
  index: ChainIndex;
  chain: typeof Chain;
  /** Names the chain and the organisation on it. */
  networkId: string;
}

export interface View extends Opened {
  fold: GovernanceFold;
  blockNumber: number;
  /** The chain's clock, epoch ms. */
  now: number;
}

export type ChainView = ReturnType<typeof createChainView>;

export function createChainView(options: ChainViewOptions) {
  let opening: Promise<Opened> | undefined;
  // Transactions of one account need their order, so what is sent is sent one after the other.
  let sending: Promise<unknown> = Promise.resolve();

  const open = async (): Promise<Opened> => {
    const organisation = await openOrganisation(options);
    const chain = await import('@codexos/chain');
    const { network, addresses } = organisation;
    const networkId = `${network.chainId}:${addresses.governor}`;
    const index = createChainIndex({
      reader: {
        block: (number) => chain.readBlock(network, number),
        events: (range) => chain.readEvents(network, addresses, range),
      },
      store: createEventStore(options.database, networkId),
      firstBlock: options.remote?.firstBlock,
    });
    options.onOpen?.();
    return { organisation, index, chain, networkId };
  };

  /** Opens once; a failure is tried again by the next call. */
  const opened = (): Promise<Opened> => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  return {
    opened,

    /** Whether there is an organisation already: looking at it makes none. */
    exists: (): boolean => options.remote !== undefined || existsSync(organisationFile(options.folder)),

    /** Throws UNAVAILABLE when the network does not answer. */
    async read(): Promise<View> {
      const found = await opened();
      const { events, head } = await found.index.sync();
      const { network, addresses } = found.organisation;
      const now = (await network.now()) * 1000;
      const fold = found.chain.foldGovernance(events, { addresses, now });
      return { ...found, fold, blockNumber: head.number, now };
    },

    /** Does something that sends transactions, after all that was begun before. */
    inTurn<TResult>(work: () => Promise<TResult>): Promise<TResult> {
      const result = sending.then(work);
      sending = result.catch(() => undefined);
      return result;
    },

    async close(): Promise<void> {
      const current = await opening?.catch(() => undefined);
      await sending;
      await current?.organisation.local?.chain.close();
    },
  };
}

/** Throws PROPOSAL_NOT_FOUND. */
export function findProposal({ fold }: Pick<View, 'fold'>, id: string): Proposal {
  const found = fold.proposals.find((proposal) => proposal.id === id);
  if (found) return found;
  throw new CodexError({
    code: 'PROPOSAL_NOT_FOUND',
    message: `There is no proposal ${id}.`,
    hint: 'It may be on another network. Look into the list of proposals.',
  });
}
