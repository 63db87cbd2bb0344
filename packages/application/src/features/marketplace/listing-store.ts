/** What was published on this server, and what its workspaces forked. */
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import {
  lineageSchema,
  listingContentSchema,
  listingKindSchema,
  type Lineage,
  type ListingContent,
  type ListingKind,
} from '@codexos/protocol/listing';
import { registryKeySchema, type RegistryKey } from '@codexos/protocol/contracts/marketplace.contract';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { ForkRow } from '../../db/schema.ts';
import { compareVersions } from './compare-versions.ts';
import type { CheckedListing } from './parse-listing.ts';

export interface ForkRecord {
  workspaceId: WorkspaceId;
  kind: ListingKind;
  id: string;
  registry: RegistryKey | undefined;
  lineage: Lineage;
  content: ListingContent;
  /** Ids of the agents that came along, by their key in the listing. */
  agentIds: Record<string, string>;
  /** Ids of the called flows that came along, by their key in the listing. */
  flowIds: Record<string, string>;
  /** Names here of the tools that came along, by their name in the listing. */
  toolNames: Record<string, string>;
  forkedAt: number;
}

export type ListingStore = ReturnType<typeof createListingStore>;

export function createListingStore({ query }: Database, clock: () => number) {
  return {
    async listTexts(): Promise<string[]> {
      const rows = await query
        .selectFrom('listings')
        .select('file')
        .orderBy('published_at', 'desc')
        .execute();
      return rows.map(({ file }) => file);
    },

    /** The files that one workspace published. */
    async listOwn(workspaceId: WorkspaceId, kind: ListingKind): Promise<string[]> {
      const rows = await query
        .selectFrom('listings')
        .select('file')
        .where('workspace_id', '=', workspaceId)
        .where('kind', '=', kind)
        .execute();
      return rows.map(({ file }) => file);
    },

    /** Throws CONFLICT when the slug belongs to another workspace or the version is not newer than the last. */
    async publish(
      { workspaceId, userId }: { workspaceId: WorkspaceId; userId: UserId },
      { body: { slug, version, content }, contentHash }: CheckedListing,
      text: string,
    ): Promise<void> {
      const rows = await query
        .selectFrom('listings')
        .select(['workspace_id', 'version'])
        .where('slug', '=', slug)
        .execute();
      if (rows.some((row) => row.workspace_id !== workspaceId)) throw slugTaken(slug);
      const [newest] = rows.map((row) => row.version).sort(compareVersions);
      if (newest !== undefined && compareVersions(version, newest) >= 0) throw versionTooOld(slug, newest);
      const result = await query
        .insertInto('listings')
        .values({
          workspace_id: workspaceId,
          slug,
          version,
          kind: content.kind,
          file: text,
          content_hash: contentHash,
          published_by: userId,
          published_at: clock(),
        })
        .onConflict((conflict) => conflict.columns(['slug', 'version']).doNothing())
        .executeTakeFirst();
      if (Number(result.numInsertedOrUpdatedRows) === 0) throw versionTooOld(slug, version);
    },

    /** Throws LISTING_NOT_FOUND. */
    async withdraw(workspaceId: WorkspaceId, slug: string): Promise<void> {
      const result = await query
        .deleteFrom('listings')
        .where('workspace_id', '=', workspaceId)
        .where('slug', '=', slug)
        .executeTakeFirst();
      if (Number(result.numDeletedRows) === 0) throw listingNotFound(slug);
    },

    async addFork(fork: ForkRecord): Promise<void> {
      const row = toForkRow(fork);
      await query
        .insertInto('forks')
        .values(row)
        .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(row))
        .execute();
    },

    async listForks(workspaceId: WorkspaceId): Promise<ForkRecord[]> {
      const rows = await query
        .selectFrom('forks')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('forked_at', 'desc')
        .execute();
      return rows.map(toFork);
    },

    async findFork(workspaceId: WorkspaceId, id: string): Promise<ForkRecord | undefined> {
      const row = await query
        .selectFrom('forks')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toFork(row);
    },
  };
}

export function listingNotFound(slug: string): CodexError {
  return new CodexError({
    code: 'LISTING_NOT_FOUND',
    message: `There is no listing ${slug} here.`,
    hint: 'It may have been withdrawn; see the marketplace.',
  });
}

function slugTaken(slug: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `The address ${slug} belongs to another workspace.`,
    hint: 'Choose another one.',
    details: { slug },
  });
}

function versionTooOld(slug: string, newest: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `${slug} has version ${newest} already, and a listed version never changes.`,
    hint: 'Choose a higher version.',
    details: { newest },
  });
}

function toForkRow(fork: ForkRecord): ForkRow {
  return {
    workspace_id: fork.workspaceId,
    kind: fork.kind,
    id: fork.id,
    registry: fork.registry ?? null,
    lineage: JSON.stringify(fork.lineage),
    content: JSON.stringify(fork.content),
    agent_ids: JSON.stringify(fork.agentIds),
    flow_ids: JSON.stringify(fork.flowIds),
    tool_names: JSON.stringify(fork.toolNames),
    forked_at: fork.forkedAt,
  };
}

function toFork(row: ForkRow): ForkRecord {
  return {
    workspaceId: row.workspace_id as WorkspaceId,
    kind: listingKindSchema.parse(row.kind),
    id: row.id,
    registry: row.registry === null ? undefined : registryKeySchema.parse(row.registry),
    lineage: parseColumn(lineageSchema, row.lineage),
    content: parseColumn(listingContentSchema, row.content),
    agentIds: parseColumn(z.record(z.string(), z.string()), row.agent_ids),
    flowIds: parseColumn(z.record(z.string(), z.string()), row.flow_ids),
    toolNames: parseColumn(z.record(z.string(), z.string()), row.tool_names),
    forkedAt: row.forked_at,
  };
}
