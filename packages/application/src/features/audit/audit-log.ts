/**
 * The audit log of each workspace: append-only, each entry hashed together with the one before it under a key that
 * the database does not hold. A changed, removed or inserted entry breaks the chain; a log that was cut short is
 * noticed by the heads that are kept beside the database.
 */
import type { AuditEntry, AuditVerification } from '@codexos/protocol/contracts/audit.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';
import { sleep } from '@codexos/utils/async';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import { toPage, type Page } from '../../db/page.ts';
import type { AuditEntryRow } from '../../db/schema.ts';
import { CHAIN_START, type ChainedEntry, type HashEntry } from './audit-chain.ts';
import type { AuditHeads } from './audit-heads.ts';

export interface NewAuditEntry {
  workspaceId: WorkspaceId;
  actor: { type: AuditEntry['actor']['type']; id: string };
  action: string;
  target?: string | undefined;
  outcome: AuditEntry['outcome'];
  details?: JsonObject;
}

export interface AuditFilter extends Page {
  workspaceId: WorkspaceId;
  action?: string | undefined;
  actorId?: string | undefined;
  target?: string | undefined;
}

export interface AuditLogOptions {
  database: Database;
  hashEntry: HashEntry;
  heads: AuditHeads;
  clock: () => number;
}

/** Several servers may append to one log; the loser of a race reads the new end and tries again. */
const MAX_TRIES = 20;

export type AuditLog = ReturnType<typeof createAuditLog>;

export function createAuditLog({ database: { query }, hashEntry, heads, clock }: AuditLogOptions) {
  const turns = new Map<WorkspaceId, Promise<void>>();

  const append = async (entry: NewAuditEntry): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      const last = await query
        .selectFrom('audit_entries')
        .select(['seq', 'hash'])
        .where('workspace_id', '=', entry.workspaceId)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const row = toRow(entry, { seq: (last?.seq ?? 0) + 1, at: clock() });
      const hash = hashEntry(toChained(row), last?.hash ?? CHAIN_START);
      const result = await query
        .insertInto('audit_entries')
        .values({ ...row, hash })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'seq']).doNothing())
        .executeTakeFirst();
      if (Number(result.numInsertedOrUpdatedRows) === 1) {
        heads.move(entry.workspaceId, { seq: row.seq, hash });
        return;
      }
      if (attempt === MAX_TRIES)
        throw new Error(`The audit log moved ${MAX_TRIES} times while one entry was written.`);
      // Two servers in step would meet again and again.
      await sleep(Math.random() * attempt * 2);
    }
  };

  return {
    /** Appends an entry. Within this process entries of a workspace keep the order of the calls. */
    record(entry: NewAuditEntry): Promise<void> {
      const turn = (turns.get(entry.workspaceId) ?? Promise.resolve()).then(() => append(entry));
      const settled = turn.catch(() => undefined);
      turns.set(entry.workspaceId, settled);
      void settled.then(() => {
        if (turns.get(entry.workspaceId) === settled) turns.delete(entry.workspaceId);
      });
      return turn;
    },

    async list({ workspaceId, cursor, limit, ...filter }: AuditFilter) {
      let select = query
        .selectFrom('audit_entries')
        .leftJoin('users', 'users.id', 'audit_entries.actor_id')
        .leftJoin('agents', 'agents.id', 'audit_entries.actor_id')
        .selectAll('audit_entries')
        .select(({ fn }) => fn.coalesce('users.name', 'agents.name').as('actor_name'))
        .where('audit_entries.workspace_id', '=', workspaceId)
        .orderBy('seq', 'desc')
        .limit(limit + 1);
      if (cursor !== undefined) select = select.where('seq', '<', Number(cursor));
      if (filter.action !== undefined) select = select.where('action', '=', filter.action);
      if (filter.actorId !== undefined) select = select.where('actor_id', '=', filter.actorId);
      if (filter.target !== undefined) select = select.where('target', '=', filter.target);
      return toPage(await select.execute(), { limit, cursorOf: ({ seq }) => String(seq), toItem: toEntry });
    },

    /** Every workspace that has a log, or had one when the last entry was noted. */
    async workspaces(): Promise<WorkspaceId[]> {
      const rows = await query.selectFrom('audit_entries').select('workspace_id').distinct().execute();
      const all = new Set([...rows.map(({ workspace_id }) => workspace_id), ...heads.workspaces()]);
      return [...all].sort() as WorkspaceId[];
    },

    /** Walks the whole chain. */
    async verify(workspaceId: WorkspaceId): Promise<AuditVerification> {
      let previousHash = CHAIN_START;
      let seq = 0;
      const head = heads.get(workspaceId);
      const broken = (problem: string): AuditVerification => ({
        isIntact: false,
        entryCount: seq,
        brokenAt: seq + 1,
        problem,
      });
      for await (const row of readInOrder(query, workspaceId)) {
        if (row.seq !== seq + 1) return broken(`Entry ${seq + 1} is missing.`);
        if (row.hash !== hashEntry(toChained(row), previousHash))
          return broken(`Entry ${row.seq} was changed, or was not written by this server.`);
        previousHash = row.hash;
        seq = row.seq;
        if (head?.seq === seq && head.hash !== row.hash)
          return { ...broken(`Entry ${seq} is not the one that was written.`), brokenAt: seq };
      }
      if (head && head.seq > seq)
        return broken(`Entries ${seq + 1} to ${head.seq} were removed from the end.`);
      return { isIntact: true, entryCount: seq };
    },
  };
}

async function* readInOrder(
  query: Database['query'],
  workspaceId: WorkspaceId,
): AsyncGenerator<AuditEntryRow> {
  const size = 1_000;
  for (let after = 0; ;) {
    const rows = await query
      .selectFrom('audit_entries')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(size)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.seq;
  }
}

function toRow(entry: NewAuditEntry, { seq, at }: { seq: number; at: number }): Omit<AuditEntryRow, 'hash'> {
  return {
    workspace_id: entry.workspaceId,
    seq,
    at,
    actor_type: entry.actor.type,
    actor_id: entry.actor.id,
    action: entry.action,
    target: entry.target ?? null,
    outcome: entry.outcome,
    details: JSON.stringify(entry.details ?? {}),
  };
}

function toChained(row: Omit<AuditEntryRow, 'hash'>): ChainedEntry {
  return {
    workspaceId: row.workspace_id,
    seq: row.seq,
    at: row.at,
    actorType: row.actor_type,
    actorId: row.actor_id,
    action: row.action,
    target: row.target,
    outcome: row.outcome,
    details: row.details,
  };
}

function toEntry(row: AuditEntryRow & { actor_name: string | null }): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    actor: {
      type: row.actor_type as AuditEntry['actor']['type'],
      id: row.actor_id,
      ...(row.actor_name === null ? {} : { name: row.actor_name }),
    },
    action: row.action,
    outcome: row.outcome as AuditEntry['outcome'],
    details: parseColumn(jsonObjectSchema, row.details),
    hash: row.hash,
    ...(row.target === null ? {} : { target: row.target }),
  };
}
