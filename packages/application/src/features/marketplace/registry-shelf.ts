/** All registries that a workspace reads, with what each last said and what is wrong with it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rm } from 'node:fs/promises';
import type { RegistryKey, RegistryStatus } from '@codexos/protocol/contracts/marketplace.contract';
import type { RegistryId, WorkspaceId } from '@codexos/protocol/ids';
import type { RegistryEntry, RegistryIndex } from '@codexos/protocol/listing';
import type { GuardedFetch } from '@codexos/tools';
import { CodexError, toCodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import type { RootStore } from '../files/root-store.ts';
import { BUILTIN_TEXTS } from './builtin/index.ts';
import type { ListingStore } from './listing-store.ts';
import { createGitRegistry } from './registries/git.registry.ts';
import { createHttpRegistry } from './registries/http.registry.ts';
import type { RegistryReader } from './registries/registry.ts';
import { createStoredRegistry } from './registries/stored.registry.ts';

export interface RegistryShelfOptions {
  database: Database;
  store: ListingStore;
  fetch: GuardedFetch;
  assertAddressAllowed: (url: string) => Promise<void>;
  /** Folders that this server may read, for repositories on its own disk. */
  roots: RootStore;
  /** Where clones of git registries are kept. */
  folder: string;
  clock: () => number;
}

interface Shelf {
  key: RegistryKey;
  kind: RegistryStatus['kind'];
  name: string;
  location: string;
  reader: RegistryReader;
  /** How long what its index said is believed, in ms. */
  freshMs: number;
}

export interface ReadRegistry {
  status: RegistryStatus;
  entries: RegistryEntry[];
}

const READ_MS = 20_000;
const REMOTE_FRESH_MS = 300_000;
const FAILURE_FRESH_MS = 15_000;

export type RegistryShelf = ReturnType<typeof createRegistryShelf>;

export function createRegistryShelf(options: RegistryShelfOptions) {
  const {
    database: { query },
    store,
    clock,
  } = options;
  const seen = new Map<string, { at: number; freshMs: number; read: Promise<ReadRegistry> }>();

  const builtin: Shelf = {
    key: 'builtin',
    kind: 'builtin',
    name: 'CodexOS',
    location: 'comes with the app',
    reader: createStoredRegistry('CodexOS', async () => BUILTIN_TEXTS),
    freshMs: Number.POSITIVE_INFINITY,
  };
  const server: Shelf = {
    key: 'server',
    kind: 'server',
    name: 'Published here',
    location: 'this server',
    reader: createStoredRegistry('Published here', () => store.listTexts()),
    freshMs: 0,
  };

  const shelves = async (workspaceId: WorkspaceId): Promise<Shelf[]> => {
    const rows = await query
      .selectFrom('registries')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .orderBy('created_at')
      .execute();
    return [
      builtin,
      server,
      ...rows.map(({ id, kind, location }): Shelf => ({
        key: id as RegistryId,
        kind: kind === 'git' ? 'git' : 'http',
        name: location,
        location,
        reader: readerOf(options, { id, kind, location }),
        freshMs: REMOTE_FRESH_MS,
      })),
    ];
  };

  const read = (shelf: Shelf, isRefresh = false): Promise<ReadRegistry> => {
    const cacheKey = `${shelf.key} ${shelf.location}`;
    const last = seen.get(cacheKey);
    if (last && !isRefresh && clock() - last.at < last.freshMs) return last.read;
    const entry = { at: clock(), freshMs: shelf.freshMs, read: readNow(shelf, clock) };
    seen.set(cacheKey, entry);
    void entry.read.then(({ status }) => {
      if (status.state !== 'ready') entry.freshMs = Math.min(shelf.freshMs, FAILURE_FRESH_MS);
    });
    return entry.read;
  };

  return {
    /** Every registry, also those that cannot be read right now, with the reason. */
    async readAll(workspaceId: WorkspaceId, { isRefresh = false } = {}): Promise<ReadRegistry[]> {
      return Promise.all((await shelves(workspaceId)).map((shelf) => read(shelf, isRefresh)));
    },

    /** One registry with its reader. Throws NOT_FOUND. */
    async open(
      workspaceId: WorkspaceId,
      key: RegistryKey,
    ): Promise<ReadRegistry & { reader: RegistryReader }> {
      const shelf = (await shelves(workspaceId)).find((candidate) => candidate.key === key);
      if (!shelf) throw registryNotFound(key);
      return { ...(await read(shelf)), reader: shelf.reader };
    },

    /** Reads the registry before it is kept. Throws what keeps it from being read, and CONFLICT when it is there. */
    async add(workspaceId: WorkspaceId, { kind, location }: { kind: 'http' | 'git'; location: string }) {
      await assertLocation(options.roots, workspaceId, location);
      const id = createId<RegistryId>();
      const shelf: Shelf = {
        key: id,
        kind,
        name: location,
        location,
        reader: readerOf(options, { id, kind, location }),
        freshMs: REMOTE_FRESH_MS,
      };
      await shelf.reader.readIndex(AbortSignal.timeout(READ_MS));
      const result = await query
        .insertInto('registries')
        .values({ id, workspace_id: workspaceId, kind, location, created_at: clock() })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'location']).doNothing())
        .executeTakeFirst();
      if (Number(result.numInsertedOrUpdatedRows) === 0) throw alreadyThere(location);
      return (await read(shelf)).status;
    },

    async remove(workspaceId: WorkspaceId, registryId: string): Promise<void> {
      const result = await query
        .deleteFrom('registries')
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', registryId)
        .executeTakeFirst();
      if (Number(result.numDeletedRows) === 0) throw registryNotFound(registryId);
      await rm(join(options.folder, registryId), { recursive: true, force: true });
    },
  };
}

/** A registry on this machine's own disk must lie in a folder that sources may come from. */
async function assertLocation(roots: RootStore, workspaceId: WorkspaceId, location: string): Promise<void> {
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (url?.protocol === 'file:') await roots.resolve(workspaceId, fileURLToPath(url));
  if (!url || url.username !== '' || url.password !== '') {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: url ? 'The address holds a user name or password.' : `${location} is not an address.`,
      hint: 'Write it with its protocol and without a password, such as https://example.org/registry/.',
    });
  }
}

function readerOf(
  { fetch, assertAddressAllowed, folder }: RegistryShelfOptions,
  { id, kind, location }: { id: string; kind: string; location: string },
): RegistryReader {
  return kind === 'git'
    ? createGitRegistry({ url: location, folder: join(folder, id), assertAddressAllowed })
    : createHttpRegistry(location, fetch);
}

async function readNow(
  { key, kind, name, location, reader }: Shelf,
  clock: () => number,
): Promise<ReadRegistry> {
  const base = { key, kind, name, location };
  try {
    const index: RegistryIndex = await reader.readIndex(AbortSignal.timeout(READ_MS));
    const status: RegistryStatus = {
      ...base,
      name: kind === 'http' || kind === 'git' ? index.name : name,
      state: 'ready',
      listingCount: index.listings.length,
      readAt: clock(),
    };
    return { status, entries: index.listings };
  } catch (error) {
    const { code, message, hint } = toCodexError(error, 'UNAVAILABLE');
    const state = code === 'REGISTRY_INVALID' || code === 'LISTING_INVALID' ? 'invalid' : 'unreachable';
    const problem = hint === undefined ? message : `${message} ${hint}`;
    return { status: { ...base, state, problem, listingCount: 0 }, entries: [] };
  }
}

function registryNotFound(key: string): CodexError {
  return new CodexError({
    code: 'NOT_FOUND',
    message: `There is no registry ${key} in this workspace.`,
    hint: 'It may have been removed.',
  });
}

function alreadyThere(location: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `The registry ${location} is here already.`,
    hint: 'Its listings are in the marketplace.',
  });
}
