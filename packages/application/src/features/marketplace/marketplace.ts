/** Finds, checks, publishes and forks listings. What comes from outside is checked each time it is read. */
import type {
  Fork,
  ListingDetail,
  ListingSummary,
  RegistryKey,
} from '@codexos/protocol/contracts/marketplace.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { ListingKind, RegistryEntry } from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';
import type { Principal } from '../../guard/principal.ts';
import type { Services } from '../../services.ts';
import { compareVersions } from './compare-versions.ts';
import { listingNotFound, type ForkRecord, type ListingStore } from './listing-store.ts';
import { fingerprintOf } from './listing-signature.ts';
import { lineageOf, parseListing, type CheckedListing } from './parse-listing.ts';
import type { RegistryShelf } from './registry-shelf.ts';
import { unpackContent } from './unpack-content.ts';

export interface ListingKey {
  workspaceId: WorkspaceId;
  registry: RegistryKey;
  slug: string;
  /** The newest when absent. */
  version?: string | undefined;
}

export interface FoundListing {
  checked: CheckedListing;
  text: string;
  versions: string[];
}

export interface ListingFilter {
  query: string;
  kind?: ListingKind | undefined;
  tag?: string | undefined;
  registry?: RegistryKey | undefined;
  isRefresh?: boolean;
}

const READ_MS = 20_000;

export type Marketplace = ReturnType<typeof createMarketplace>;

export function createMarketplace({ shelf, store }: { shelf: RegistryShelf; store: ListingStore }) {
  const find = async ({ workspaceId, registry, slug, version }: ListingKey): Promise<FoundListing> => {
    const { entries, reader, status } = await shelf.open(workspaceId, registry);
    const all = entries.filter((entry) => entry.slug === slug).sort(byVersion);
    const entry = version === undefined ? all[0] : all.find((candidate) => candidate.version === version);
    if (!entry && status.problem !== undefined)
      throw new CodexError({ code: 'UNAVAILABLE', message: status.problem });
    if (!entry) throw listingNotFound(version === undefined ? slug : `${slug} ${version}`);
    const text = await reader.readFile(entry, AbortSignal.timeout(READ_MS));
    const checked = parseListing(text);
    assertSame(entry, checked);
    return { checked, text, versions: all.map((candidate) => candidate.version) };
  };

  const newestOf = async (workspaceId: WorkspaceId, fork: ForkRecord): Promise<string | undefined> => {
    if (fork.registry === undefined) return undefined;
    const all = (await shelf.readAll(workspaceId)).find(({ status }) => status.key === fork.registry);
    const [newest] = (all?.entries ?? []).filter(({ slug }) => slug === fork.lineage.slug).sort(byVersion);
    return newest && compareVersions(newest.version, fork.lineage.version) < 0 ? newest.version : undefined;
  };

  const describeFork = async (services: Services, fork: ForkRecord): Promise<Fork | undefined> => {
    const { workspaceId, kind, id, registry, lineage, forkedAt } = fork;
    const name = await nameOf(services, fork);
    if (name === undefined) return undefined;
    const update = await newestOf(workspaceId, fork);
    return {
      kind,
      id,
      name,
      lineage,
      forkedAt,
      ...(registry === undefined ? {} : { registry }),
      ...(update === undefined ? {} : { update }),
    };
  };

  return {
    find,
    describeFork,

    /** The newest version of each listing, with all tags and the state of each registry. */
    async list(workspaceId: WorkspaceId, filter: ListingFilter) {
      const registries = await shelf.readAll(workspaceId, { isRefresh: filter.isRefresh ?? false });
      const items = registries.flatMap(({ status, entries }) =>
        newestOnly(entries).map((entry) => toSummary(entry, status)),
      );
      const tags = new Map<string, number>();
      for (const tag of items.flatMap((item) => item.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
      return {
        items: items.filter((item) => fits(item, filter)),
        tags: [...tags].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count),
        registries: registries.map(({ status }) => status),
      };
    },

    async describe(
      services: Services,
      workspaceId: WorkspaceId,
      { checked, isShipped }: { checked: CheckedListing; isShipped: boolean },
    ): Promise<Omit<ListingDetail, 'registry' | 'versions'>> {
      const { body, contentHash, isSigned } = checked;
      return {
        listing: body,
        contentHash,
        trust: isSigned ? 'signed' : isShipped ? 'shipped' : 'unsigned',
        missing: await missingFor(services, workspaceId, checked),
        ...(body.author && isSigned ? { fingerprint: fingerprintOf(body.author.publicKey) } : {}),
      };
    },

    async fork(
      services: Services,
      { workspaceId }: Principal,
      {
        checked,
        registry,
        name,
      }: { checked: CheckedListing; registry?: RegistryKey; name?: string | undefined },
    ): Promise<Fork> {
      const { body } = checked;
      const { content } = body;
      const unpacked = await unpackContent(services, workspaceId, {
        content,
        name: name ?? (content.kind === 'tool' ? undefined : body.name),
      });
      const fork: ForkRecord = {
        workspaceId,
        kind: content.kind,
        ...unpacked,
        registry,
        lineage: lineageOf(checked),
        content,
        forkedAt: services.clock(),
      };
      await store.addFork(fork);
      return (await describeFork(services, fork)) ?? { ...fork, name: body.name };
    },

    async listForks(services: Services, workspaceId: WorkspaceId): Promise<Fork[]> {
      const forks = await Promise.all(
        (await store.listForks(workspaceId)).map((fork) => describeFork(services, fork)),
      );
      return forks.filter((fork) => fork !== undefined);
    },
  };
}

/** The draft of a fork, undefined when it is gone. */
async function nameOf(services: Services, fork: ForkRecord): Promise<string | undefined> {
  try {
    return await currentName(services, fork);
  } catch (error) {
    if (CodexError.is(error) && GONE.has(error.code)) return undefined;
    throw error;
  }
}

const GONE: ReadonlySet<string> = new Set(['FLOW_NOT_FOUND', 'AGENT_NOT_FOUND', 'TOOL_NOT_FOUND']);

async function currentName(
  { flows, agents, workspaceTools }: Services,
  { kind, workspaceId, id }: ForkRecord,
): Promise<string> {
  switch (kind) {
    case 'flow':
      return (await flows.get({ workspaceId, flowId: id })).name;
    case 'agent':
      return (await agents.get({ workspaceId, agentId: id })).name;
    case 'tool':
      return (await workspaceTools.get({ workspaceId, toolId: id })).document.label;
  }
}

async function missingFor(services: Services, workspaceId: WorkspaceId, { body: { needs } }: CheckedListing) {
  const [secrets, refs, descriptors] = await Promise.all([
    services.vault.list(workspaceId),
    services.models.compileRefs(workspaceId),
    services.tools.descriptors(workspaceId),
  ]);
  const usable = new Set(
    secrets.filter(({ revokedAt }) => revokedAt === undefined).map(({ name }) => name as string),
  );
  const tools = new Set(descriptors.map(({ name }) => name));
  const hasModel = (ref: string): boolean =>
    refs.includes(ref) || refs.includes(`${ref.split('/')[0] ?? ''}/*`);
  return {
    secrets: needs.secrets.map(({ name }) => name as string).filter((name) => !usable.has(name)),
    tools: needs.tools.filter((name) => !tools.has(name)),
    models: needs.models.filter((ref) => !hasModel(ref)),
  };
}

/** A file must be the one that the index speaks of. Throws LISTING_INVALID. */
function assertSame(entry: RegistryEntry, { body, contentHash }: CheckedListing): void {
  if (entry.contentHash === contentHash && entry.slug === body.slug && entry.version === body.version) return;
  throw new CodexError({
    code: 'LISTING_INVALID',
    message: `The file of ${entry.slug} ${entry.version} is not the one that the index of the registry names.`,
    hint: 'Tell whoever keeps the registry. Nothing of it was kept.',
  });
}

function byVersion(left: RegistryEntry, right: RegistryEntry): number {
  return compareVersions(left.version, right.version);
}

function newestOnly(entries: readonly RegistryEntry[]): RegistryEntry[] {
  const newest = new Map<string, RegistryEntry>();
  for (const entry of entries.toSorted(byVersion)) if (!newest.has(entry.slug)) newest.set(entry.slug, entry);
  return [...newest.values()];
}

function toSummary(
  { file: _file, ...entry }: RegistryEntry,
  { key, name }: { key: RegistryKey; name: string },
): ListingSummary {
  return { ...entry, registry: key, registryName: name };
}

function fits(item: ListingSummary, { query, kind, tag, registry }: ListingFilter): boolean {
  if (kind !== undefined && item.kind !== kind) return false;
  if (registry !== undefined && item.registry !== registry) return false;
  if (tag !== undefined && !item.tags.includes(tag)) return false;
  const text = [item.name, item.description, item.slug, item.authorName ?? '', ...item.tags]
    .join(' ')
    .toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
