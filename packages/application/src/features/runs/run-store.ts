/** Rows of runs. The journal holds what happened; a row holds what lists show and what a resume needs. */
import { sql } from 'kysely';
import { z } from 'zod';
import { citationSchema, type Citation } from '@codexos/protocol/citation';
import {
  runOriginSchema,
  sourceBindingSchema,
  type RunDetail,
  type RunOrigin,
  type RunSummary,
  type SourceBinding,
} from '@codexos/protocol/contracts/runs.contract';
import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type { FlowId, NodeId, RunId, TriggerId, WorkspaceId } from '@codexos/protocol/ids';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';
import { NO_USAGE, usageSchema, type Usage } from '@codexos/protocol/model';
import { runStatusSchema, type RunStatus } from '@codexos/protocol/run-event';
import { wireErrorSchema, type WireError } from '@codexos/protocol/wire-error';
import { CodexError } from '@codexos/utils/errors';
import { basePlace, PLACES_PER_RUN, seqOf } from '../../adapters/event-place.ts';
import type { Database } from '../../db/database.ts';
import { parseColumn, parseOptionalColumn } from '../../db/json-columns.ts';
import { toPage, type Page } from '../../db/page.ts';
import type { RunRow } from '../../db/runs-schema.ts';
import { apiCallerSchema, type ApiCaller } from './api-caller.ts';

export interface RunKey {
  workspaceId: WorkspaceId;
  runId: string;
}

export interface NewRun extends RunKey {
  flowId?: string | undefined;
  agentId?: string | undefined;
  name: string;
  version?: number | undefined;
  trigger: RunSummary['trigger'];
  flow: Flow;
  input: JsonObject;
  source?: SourceBinding | undefined;
  parent?: { runId: string; activationId: string } | undefined;
  conversationId?: string | undefined;
  caller?: ApiCaller | undefined;
  origin?: RunOrigin | undefined;
  triggerId?: string | undefined;
  /** The one node of the flow that runs, alone. */
  nodeId?: string | undefined;
}

/** A run as its executor needs it. */
export type RunRecord = Omit<RunDetail, 'lastSeq' | 'waitingRuns'> & {
  workspaceId: WorkspaceId;
  /** How often a process has begun to work on it. */
  epoch: number;
  conversationId?: string;
  caller?: ApiCaller;
  parent?: { runId: RunId; activationId: string };
};

export interface RunOutcome {
  status: RunStatus;
  endedAt: number;
  durationMs: number;
  usage: Usage;
  outputs: JsonObject;
  citations: Citation[];
  error?: WireError | undefined;
}

export interface RunFilter extends Page {
  workspaceId: WorkspaceId;
  flowId?: string | undefined;
  agentId?: string | undefined;
  status?: RunStatus | undefined;
}

export type RunStore = ReturnType<typeof createRunStore>;

/** What a value of another run shares with it counts for both. */
const SIZE_OF_RUN = sql<number>`
  (select coalesce(sum(length(body)), 0) from run_events
    where place > runs.journal_key * ${sql.lit(PLACES_PER_RUN)} and place < (runs.journal_key + 1) * ${sql.lit(PLACES_PER_RUN)})
  + (select coalesce(sum(length(run_values.body)), 0) from run_value_uses
    join run_values on run_values.hash = run_value_uses.hash where run_value_uses.journal_key = runs.journal_key)`;

/** Runs that are woken together; the others are due right after. */
const DUE_AT_ONCE = 100;

export const SUMMARY_COLUMNS = [
  'id',
  'flow_id',
  'agent_id',
  'name',
  'version',
  'status',
  'trigger',
  'trigger_id',
  'node_id',
  'created_at',
  'started_at',
  'ended_at',
  'duration_ms',
  'usage',
  'parent_run_id',
  'error',
] as const;

/** `processId` names the process where several share the database: it changes no row that another one works on. */
export function createRunStore({ query }: Database, clock: () => number, processId = '') {
  const rowOf = async ({ workspaceId, runId }: RunKey): Promise<RunRow> => {
    const row = await query
      .selectFrom('runs')
      .selectAll()
      .where('id', '=', runId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    if (!row) throw runNotFound(runId);
    return row;
  };

  return {
    async create(run: NewRun): Promise<RunSummary> {
      const row: RunRow = {
        id: run.runId,
        workspace_id: run.workspaceId,
        flow_id: run.flowId ?? null,
        agent_id: run.agentId ?? null,
        name: run.name,
        version: run.version ?? null,
        status: 'queued',
        trigger: run.trigger,
        flow: JSON.stringify(run.flow),
        input: JSON.stringify(run.input),
        source: run.source ? JSON.stringify(run.source) : null,
        parent_run_id: run.parent?.runId ?? null,
        parent_activation_id: run.parent?.activationId ?? null,
        conversation_id: run.conversationId ?? null,
        created_at: clock(),
        started_at: null,
        ended_at: null,
        duration_ms: null,
        usage: JSON.stringify(NO_USAGE),
        outputs: null,
        citations: null,
        error: null,
        epoch: 0,
        wake_at: null,
        lease_owner: null,
        lease_until: null,
        caller: run.caller ? JSON.stringify(run.caller) : null,
        origin: run.origin ? JSON.stringify(run.origin) : null,
        trigger_id: run.triggerId ?? null,
        size: null,
        node_id: run.nodeId ?? null,
      };
      await query
        .insertInto('runs')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      return toSummary(row);
    },

    async list({ workspaceId, cursor, limit, flowId, agentId, status }: RunFilter) {
      let rows = query
        .selectFrom('runs')
        .select(SUMMARY_COLUMNS)
        .where('workspace_id', '=', workspaceId)
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (flowId) rows = rows.where('flow_id', '=', flowId);
      if (agentId) rows = rows.where('agent_id', '=', agentId);
      if (status) rows = rows.where('status', '=', status);
      if (cursor) rows = rows.where('id', '<', cursor);
      return toPage(await rows.execute(), { limit, cursorOf: (row) => row.id, toItem: toSummary });
    },

    async summary(key: RunKey): Promise<RunSummary> {
      return toSummary(await rowOf(key));
    },

    async get(key: RunKey): Promise<RunRecord> {
      return toRecord(await rowOf(key));
    },

    async has({ workspaceId, runId }: RunKey): Promise<boolean> {
      const row = await query
        .selectFrom('runs')
        .select('id')
        .where('id', '=', runId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      return row !== undefined;
    },

    async lastSeq(runId: string): Promise<number> {
      const run = await query
        .selectFrom('runs')
        .select('journal_key')
        .where('id', '=', runId)
        .executeTakeFirst();
      if (!run) return 0;
      const base = basePlace(run.journal_key);
      const row = await query
        .selectFrom('run_events')
        .select(({ fn }) => fn.max('place').as('place'))
        .where('place', '>', base)
        .where('place', '<', base + PLACES_PER_RUN)
        .executeTakeFirst();
      return row?.place ? seqOf(row.place) : 0;
    },

    /**
     * Status alone, and for a pause the time at which the run goes on by itself; a run that has ended keeps its status
     * whatever comes late.
     */
    async setStatus({
      runId,
      status,
      wakeAt,
    }: {
      runId: string;
      status: RunStatus;
      wakeAt?: number | undefined;
    }): Promise<void> {
      const started = status === 'running' ? { started_at: clock() } : {};
      await query
        .updateTable('runs')
        .set({ status, wake_at: wakeAt ?? null })
        .where('id', '=', runId)
        .where('ended_at', 'is', null)
        .where((row) => row.or([row('lease_owner', 'is', null), row('lease_owner', '=', processId)]))
        .execute();
      if (status === 'running')
        await query
          .updateTable('runs')
          .set(started)
          .where('id', '=', runId)
          .where('started_at', 'is', null)
          .execute();
    },

    /** Writes the end once: a finished run is never overwritten. */
    async finish(runId: string, outcome: RunOutcome): Promise<void> {
      await query
        .updateTable('runs')
        .set({
          status: outcome.status,
          ended_at: outcome.endedAt,
          wake_at: null,
          duration_ms: outcome.durationMs,
          usage: JSON.stringify(outcome.usage),
          outputs: JSON.stringify(outcome.outputs),
          citations: JSON.stringify(outcome.citations),
          error: outcome.error ? JSON.stringify(outcome.error) : null,
          size: SIZE_OF_RUN,
        })
        .where('id', '=', runId)
        .where('ended_at', 'is', null)
        .execute();
    },

    /** Ids of the runs that a run has called agents in, oldest first. */
    async listChildren(runId: string, { isEnded }: { isEnded: boolean }): Promise<RunId[]> {
      const rows = await query
        .selectFrom('runs')
        .select('id')
        .where('parent_run_id', '=', runId)
        .where('ended_at', isEnded ? 'is not' : 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id as RunId);
    },

    /** The runs of called agents that wait for a person while the run itself waits for them. */
    async listWaitingChildren(runId: string): Promise<{ id: RunId; name: string }[]> {
      const rows = await query
        .selectFrom('runs')
        .select(['id', 'name'])
        .where('parent_run_id', '=', runId)
        .where('status', '=', 'paused')
        .orderBy('id')
        .execute();
      return rows.map(({ id, name }) => ({ id: id as RunId, name }));
    },

    /** Runs that wait although an agent which they called has ended, of every workspace. */
    async listPausedCallers(): Promise<RunRecord[]> {
      const rows = await query
        .selectFrom('runs')
        .selectAll()
        .where('status', '=', 'paused')
        .where('id', 'in', (children) =>
          children
            .selectFrom('runs')
            .select('parent_run_id')
            .where('parent_run_id', 'is not', null)
            .where('ended_at', 'is not', null)
            .$castTo<{ parent_run_id: string }>(),
        )
        .orderBy('id')
        .execute();
      return rows.map(toRecord);
    },

    /** When the next paused run goes on by itself, of every workspace. */
    async nextWake(): Promise<number | undefined> {
      const row = await query
        .selectFrom('runs')
        .select(({ fn }) => fn.min('wake_at').as('wake_at'))
        .where('wake_at', 'is not', null)
        .where('status', '=', 'paused')
        .executeTakeFirst();
      return row?.wake_at ?? undefined;
    },

    /** Paused runs whose time has come, of every workspace, the longest due first. */
    async listDue(now: number): Promise<RunRecord[]> {
      const rows = await query
        .selectFrom('runs')
        .selectAll()
        .where('wake_at', '<=', now)
        .where('status', '=', 'paused')
        .orderBy('wake_at')
        .limit(DUE_AT_ONCE)
        .execute();
      return rows.map(toRecord);
    },

    /** Runs that nobody works on although they could go on, of every workspace, the oldest first. */
    async listAbandoned({ now, limit }: { now: number; limit: number }): Promise<RunRecord[]> {
      const rows = await query
        .selectFrom('runs')
        .selectAll()
        .where('status', 'in', ['queued', 'running'])
        .where((row) => row.or([row('lease_owner', 'is', null), row('lease_until', '<', now)]))
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toRecord);
    },
  };
}

type SummaryRow = Pick<RunRow, (typeof SUMMARY_COLUMNS)[number]>;

export function toSummary(row: SummaryRow): RunSummary {
  const error = parseOptionalColumn(wireErrorSchema, row.error);
  return {
    id: row.id as RunId,
    name: row.name,
    status: runStatusSchema.parse(row.status),
    trigger: row.trigger as RunSummary['trigger'],
    createdAt: row.created_at,
    usage: parseColumn(usageSchema, row.usage),
    ...(row.flow_id === null ? {} : { flowId: row.flow_id as FlowId }),
    ...(row.agent_id === null ? {} : { agentId: row.agent_id }),
    ...(row.trigger_id === null ? {} : { triggerId: row.trigger_id as TriggerId }),
    ...(row.node_id === null ? {} : { nodeId: row.node_id as NodeId }),
    ...(row.version === null ? {} : { version: row.version }),
    ...(row.started_at === null ? {} : { startedAt: row.started_at }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.duration_ms === null ? {} : { durationMs: row.duration_ms }),
    ...(row.parent_run_id === null ? {} : { parentRunId: row.parent_run_id as RunId }),
    ...(error ? { error } : {}),
  };
}

function toRecord(row: RunRow): RunRecord {
  const source = parseOptionalColumn(sourceBindingSchema, row.source);
  const outputs = parseOptionalColumn(jsonObjectSchema, row.outputs);
  const citations = parseOptionalColumn(z.array(citationSchema), row.citations);
  const caller = parseOptionalColumn(apiCallerSchema, row.caller);
  const origin = parseOptionalColumn(runOriginSchema, row.origin);
  return {
    ...toSummary(row),
    workspaceId: row.workspace_id as WorkspaceId,
    epoch: row.epoch,
    input: parseColumn(jsonObjectSchema, row.input),
    flow: parseColumn(flowSchema, row.flow),
    ...(source ? { source } : {}),
    ...(outputs ? { outputs } : {}),
    ...(citations ? { citations } : {}),
    ...(row.conversation_id === null ? {} : { conversationId: row.conversation_id }),
    ...(caller ? { caller } : {}),
    ...(origin ? { origin } : {}),
    ...(row.parent_run_id === null || row.parent_activation_id === null
      ? {}
      : { parent: { runId: row.parent_run_id as RunId, activationId: row.parent_activation_id } }),
  };
}

function runNotFound(runId: string): CodexError {
  return new CodexError({
    code: 'RUN_NOT_FOUND',
    message: `There is no run ${runId} in this workspace.`,
    hint: 'See the list of runs.',
  });
}
