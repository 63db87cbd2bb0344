/** Rows of triggers and of their firings. Every read for people names the workspace. */
import {
  triggerConfigSchema,
  triggerInputsSchema,
  type Firing,
  type Trigger,
  type TriggerConfig,
  type TriggerTarget,
} from '@codexos/protocol/contracts/triggers.contract';
import { sourceBindingSchema, type SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { RunId, TriggerId, WorkspaceId } from '@codexos/protocol/ids';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';
import type { RunStatus } from '@codexos/protocol/run-event';
import { wireErrorSchema, type WireError } from '@codexos/protocol/wire-error';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import { z } from 'zod';
import type { Database } from '../../db/database.ts';
import { parseColumn, parseOptionalColumn } from '../../db/json-columns.ts';
import { toPage, type Page } from '../../db/page.ts';
import type { TriggerFiringRow, TriggerRow } from '../../db/triggers-schema.ts';

export interface TriggerKey {
  workspaceId: WorkspaceId;
  triggerId: string;
}

export interface TriggerRecord {
  id: TriggerId;
  workspaceId: WorkspaceId;
  target: TriggerTarget;
  name: string;
  config: TriggerConfig;
  inputs: Record<string, string>;
  source?: SourceBinding;
  sealedSecret: string | undefined;
  isEnabled: boolean;
  nextAt: number | undefined;
  lastRefusal?: NonNullable<Trigger['lastRefusal']>;
  createdAt: number;
  updatedAt: number;
}

/** One time or message that a trigger fires for. */
export interface NewFiring {
  messageKey: string;
  scheduledFor?: number | undefined;
  status: 'claimed' | 'failed' | 'skipped';
  input?: JsonObject | undefined;
  error?: WireError | undefined;
}

export interface ClaimedFiring {
  id: string;
  runId: RunId;
  input: JsonObject;
}

const refusalSchema = z.object({ at: z.number(), message: z.string(), hint: z.string().optional() });

export type TriggerStore = ReturnType<typeof createTriggerStore>;

export function createTriggerStore({ query }: Database, clock: () => number) {
  const insert = (trigger: TriggerRecord, firing: NewFiring): Promise<string | undefined> =>
    insertFiring(query, { trigger, firing, at: clock() });

  const get = async ({ workspaceId, triggerId }: TriggerKey): Promise<TriggerRecord> => {
    const row = await query
      .selectFrom('triggers')
      .selectAll()
      .where('id', '=', triggerId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    if (!row) throw triggerNotFound(triggerId);
    return toRecord(row);
  };

  return {
    get,
    /** Notes a firing once; undefined when there is one for the same time or message. */
    insert,

    /** For a message from outside, which knows no workspace. */
    async find(triggerId: string): Promise<TriggerRecord | undefined> {
      const row = await query
        .selectFrom('triggers')
        .selectAll()
        .where('id', '=', triggerId)
        .executeTakeFirst();
      return row && toRecord(row);
    },

    async list(workspaceId: WorkspaceId, targetId?: string): Promise<TriggerRecord[]> {
      let rows = query.selectFrom('triggers').selectAll().where('workspace_id', '=', workspaceId);
      if (targetId !== undefined) rows = rows.where('target_id', '=', targetId);
      return (await rows.orderBy('id', 'desc').execute()).map(toRecord);
    },

    async create(trigger: Omit<TriggerRecord, 'createdAt' | 'updatedAt'>): Promise<void> {
      const now = clock();
      await query
        .insertInto('triggers')
        .values({
          id: trigger.id,
          workspace_id: trigger.workspaceId,
          target_type: trigger.target.type,
          target_id: trigger.target.id,
          ...changedColumns(trigger),
          name: trigger.name,
          config: JSON.stringify(trigger.config),
          inputs: JSON.stringify(trigger.inputs),
          is_enabled: trigger.isEnabled ? 1 : 0,
          sealed_secret: trigger.sealedSecret ?? null,
          last_refusal: null,
          created_at: now,
          updated_at: now,
        })
        .execute();
    },

    async update(
      { workspaceId, triggerId }: TriggerKey,
      trigger: Pick<TriggerRecord, 'name' | 'config' | 'inputs' | 'source' | 'isEnabled' | 'nextAt'>,
    ): Promise<void> {
      await query
        .updateTable('triggers')
        .set({
          ...changedColumns(trigger),
          name: trigger.name,
          config: JSON.stringify(trigger.config),
          inputs: JSON.stringify(trigger.inputs),
          is_enabled: trigger.isEnabled ? 1 : 0,
          updated_at: clock(),
        })
        .where('id', '=', triggerId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    async setSecret({ workspaceId, triggerId }: TriggerKey, sealed: string): Promise<void> {
      await query
        .updateTable('triggers')
        .set({ sealed_secret: sealed, updated_at: clock() })
        .where('id', '=', triggerId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    /** Undefined when all is well again. */
    async noteRefusal(triggerId: string, refusal: Trigger['lastRefusal']): Promise<void> {
      await query
        .updateTable('triggers')
        .set({ last_refusal: refusal ? JSON.stringify(refusal) : null })
        .where('id', '=', triggerId)
        .execute();
    },

    async delete({ workspaceId, triggerId }: TriggerKey): Promise<void> {
      await get({ workspaceId, triggerId });
      await query.deleteFrom('trigger_firings').where('trigger_id', '=', triggerId).execute();
      await query.deleteFrom('trigger_sources').where('trigger_id', '=', triggerId).execute();
      await query.deleteFrom('triggers').where('id', '=', triggerId).execute();
    },

    /** Somebody has read the source: whatever watches it looks now. True when something does. */
    async hasten(sourceId: string): Promise<boolean> {
      const { numUpdatedRows } = await query
        .updateTable('triggers')
        .set({ next_at: clock() })
        .where('watched_source_id', '=', sourceId)
        .where('is_enabled', '=', 1)
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },

    /** Triggers whose time has come, of every workspace, the longest due first. */
    async listDue(now: number): Promise<TriggerRecord[]> {
      const rows = await query
        .selectFrom('triggers')
        .selectAll()
        .where('next_at', '<=', now)
        .where('is_enabled', '=', 1)
        .orderBy('next_at')
        .limit(100)
        .execute();
      return rows.map(toRecord);
    },

    async nextDue(): Promise<number | undefined> {
      const row = await query
        .selectFrom('triggers')
        .select(({ fn }) => fn.min('next_at').as('at'))
        .where('is_enabled', '=', 1)
        .executeTakeFirst();
      return row?.at ?? undefined;
    },

    /**
     * Moves a schedule on and notes what it fires for, together. Only one of several processes that see the same
     * time gets `true`.
     */
    async claim(
      trigger: TriggerRecord,
      nextAt: number | undefined,
      firings: readonly NewFiring[],
    ): Promise<boolean> {
      const { numUpdatedRows } = await query
        .updateTable('triggers')
        .set({ next_at: nextAt ?? null })
        .where('id', '=', trigger.id)
        .where('next_at', '=', trigger.nextAt ?? null)
        .where('is_enabled', '=', 1)
        .executeTakeFirst();
      if (Number(numUpdatedRows) !== 1) return false;
      for (const firing of firings) await insert(trigger, firing);
      return true;
    },

    /** Firings that still have no run, of one trigger or of all that were left behind. */
    async listClaimed(filter: {
      triggerId?: string;
      before?: number;
      messageKey?: string;
    }): Promise<{ triggerId: string; firing: ClaimedFiring }[]> {
      let rows = query.selectFrom('trigger_firings').selectAll().where('status', '=', 'claimed');
      if (filter.triggerId !== undefined) rows = rows.where('trigger_id', '=', filter.triggerId);
      if (filter.messageKey !== undefined) rows = rows.where('message_key', '=', filter.messageKey);
      if (filter.before !== undefined) rows = rows.where('at', '<', filter.before);
      return (await rows.orderBy('id').limit(100).execute()).map((row) => ({
        triggerId: row.trigger_id,
        firing: {
          id: row.id,
          runId: (row.run_id ?? '') as RunId,
          input: parseOptionalColumn(jsonObjectSchema, row.input) ?? {},
        },
      }));
    },

    async finish(
      firingId: string,
      outcome: { status: 'started' | 'failed'; error?: WireError },
    ): Promise<void> {
      await query
        .updateTable('trigger_firings')
        .set({
          status: outcome.status,
          error: outcome.error ? JSON.stringify(outcome.error) : null,
          input: null,
          ...(outcome.status === 'failed' ? { run_id: null } : {}),
        })
        .where('id', '=', firingId)
        .execute();
    },

    async firingOf(triggerId: string, messageKey: string): Promise<Firing | undefined> {
      const row = await firings()
        .where('trigger_firings.trigger_id', '=', triggerId)
        .where('message_key', '=', messageKey)
        .executeTakeFirst();
      return row && toFiring(row);
    },

    async lastFiring(triggerId: string): Promise<Firing | undefined> {
      const row = await firings()
        .where('trigger_firings.trigger_id', '=', triggerId)
        .orderBy('trigger_firings.id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toFiring(row);
    },

    async listFirings({ triggerId, limit, cursor }: { triggerId: string } & Page) {
      let rows = firings()
        .where('trigger_firings.trigger_id', '=', triggerId)
        .orderBy('trigger_firings.id', 'desc')
        .limit(limit + 1);
      if (cursor) rows = rows.where('trigger_firings.id', '<', cursor);
      return toPage(await rows.execute(), { limit, cursorOf: (row) => row.id, toItem: toFiring });
    },
  };

  function firings() {
    return query
      .selectFrom('trigger_firings')
      .leftJoin('runs', 'runs.id', 'trigger_firings.run_id')
      .selectAll('trigger_firings')
      .select('runs.status as run_status');
  }
}

/** Notes a firing, in a transaction of the caller's where there is one. Undefined when it is there already. */
export async function insertFiring(
  query: Database['query'],
  { trigger, firing, at }: { trigger: TriggerRecord; firing: NewFiring; at: number },
): Promise<string | undefined> {
  const id = createId<string>();
  const { numInsertedOrUpdatedRows } = await query
    .insertInto('trigger_firings')
    .values({
      id,
      workspace_id: trigger.workspaceId,
      trigger_id: trigger.id,
      message_key: firing.messageKey,
      at,
      scheduled_for: firing.scheduledFor ?? null,
      status: firing.status,
      run_id: firing.status === 'claimed' ? createId<RunId>() : null,
      input: firing.input ? JSON.stringify(firing.input) : null,
      error: firing.error ? JSON.stringify(firing.error) : null,
    })
    .onConflict((conflict) => conflict.columns(['trigger_id', 'message_key']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) === 1 ? id : undefined;
}

function changedColumns(
  trigger: Pick<TriggerRecord, 'config' | 'source' | 'nextAt'>,
): Pick<TriggerRow, 'source' | 'next_at' | 'watched_source_id'> {
  return {
    watched_source_id: trigger.config.type === 'source' ? trigger.config.sourceId : null,
    source: trigger.source ? JSON.stringify(trigger.source) : null,
    next_at: trigger.nextAt ?? null,
  };
}

function toRecord(row: TriggerRow): TriggerRecord {
  const source = parseOptionalColumn(sourceBindingSchema, row.source);
  const lastRefusal = parseOptionalColumn(refusalSchema, row.last_refusal);
  return {
    id: row.id as TriggerId,
    workspaceId: row.workspace_id as WorkspaceId,
    target: { type: row.target_type === 'agent' ? 'agent' : 'flow', id: row.target_id },
    name: row.name,
    config: parseColumn(triggerConfigSchema, row.config),
    inputs: parseColumn(triggerInputsSchema, row.inputs),
    sealedSecret: row.sealed_secret ?? undefined,
    isEnabled: row.is_enabled === 1,
    nextAt: row.next_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(source ? { source } : {}),
    ...(lastRefusal ? { lastRefusal } : {}),
  };
}

function toFiring(row: TriggerFiringRow & { run_status: string | null }): Firing {
  const error = parseOptionalColumn(wireErrorSchema, row.error);
  return {
    id: row.id,
    at: row.at,
    status: row.status === 'claimed' ? 'started' : (row.status as Firing['status']),
    ...(row.scheduled_for === null ? {} : { scheduledFor: row.scheduled_for }),
    ...(row.run_id === null ? {} : { runId: row.run_id as RunId }),
    ...(row.run_status === null ? {} : { runStatus: row.run_status as RunStatus }),
    ...(error ? { error } : {}),
  };
}

function triggerNotFound(triggerId: string): CodexError {
  return new CodexError({
    code: 'TRIGGER_NOT_FOUND',
    message: `There is no trigger ${triggerId} in this workspace.`,
    hint: 'See the triggers of the flow or the agent.',
  });
}
