/** Questions of agents and trials of their versions. Every read for people names the workspace. */
import {
  agentCaseSchema,
  caseResultSchema,
  type AgentCase,
  type AgentEvaluation,
  type CaseResult,
} from '@codexos/protocol/agent-evaluation';
import { sourceBindingSchema, type SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import type { AgentEvaluationRow } from '../../db/agent-evaluations-schema.ts';
import type { Database } from '../../db/database.ts';
import { parseColumn, parseOptionalColumn } from '../../db/json-columns.ts';
import type { AgentKey } from '../agents/agent-store.ts';

export type EvaluationRecord = AgentEvaluation & {
  workspaceId: WorkspaceId;
  agentId: string;
  revision: number;
  source: SourceBinding | undefined;
};

export interface EvaluationChange {
  results?: readonly CaseResult[];
  status?: AgentEvaluation['status'];
  message?: string;
}

export type EvaluationStore = ReturnType<typeof createEvaluationStore>;

const casesSchema = z.array(agentCaseSchema);
const resultsSchema = z.array(caseResultSchema);

export function createEvaluationStore({ query }: Database, clock: () => number) {
  const rows = () => query.selectFrom('agent_evaluations').selectAll();

  return {
    async cases({ workspaceId, agentId }: AgentKey): Promise<AgentCase[]> {
      const row = await query
        .selectFrom('agent_cases')
        .select('cases')
        .where('agent_id', '=', agentId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      return row ? parseColumn(casesSchema, row.cases) : [];
    },

    async saveCases({ workspaceId, agentId }: AgentKey, cases: readonly AgentCase[]): Promise<void> {
      const text = JSON.stringify(cases);
      await query
        .insertInto('agent_cases')
        .values({ agent_id: agentId, workspace_id: workspaceId, cases: text })
        .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ cases: text }))
        .execute();
    },

    async create(evaluation: EvaluationRecord): Promise<void> {
      await query.insertInto('agent_evaluations').values(toRow(evaluation)).execute();
    },

    async get({ workspaceId, agentId }: AgentKey, evaluationId: string): Promise<EvaluationRecord> {
      const row = await rows()
        .where('id', '=', evaluationId)
        .where('workspace_id', '=', workspaceId)
        .where('agent_id', '=', agentId)
        .executeTakeFirst();
      if (row) return toRecord(row);
      throw new CodexError({
        code: 'NOT_FOUND',
        message: `There is no trial ${evaluationId} of this agent.`,
        hint: 'See its page for those that there are.',
      });
    },

    /** The newest of each version, the newest version first. */
    async listLatest({ workspaceId, agentId }: AgentKey): Promise<EvaluationRecord[]> {
      const found = await rows()
        .where('workspace_id', '=', workspaceId)
        .where('agent_id', '=', agentId)
        .where(({ eb, selectFrom }) =>
          eb(
            'id',
            'in',
            selectFrom('agent_evaluations')
              .select(({ fn }) => fn.max('id').as('id'))
              .where('agent_id', '=', agentId)
              .groupBy('version'),
          ),
        )
        .orderBy('version', 'desc')
        .execute();
      return found.map(toRecord);
    },

    /** Of every workspace. */
    async listRunning(): Promise<EvaluationRecord[]> {
      return (await rows().where('status', '=', 'running').orderBy('id').execute()).map(toRecord);
    },

    /** Undefined when it has ended, or was changed by somebody else since it was read. */
    async change(
      evaluation: EvaluationRecord,
      { results = evaluation.results, status = 'running', message }: EvaluationChange,
    ): Promise<EvaluationRecord | undefined> {
      const changed: EvaluationRecord = {
        ...evaluation,
        results: [...results],
        status,
        revision: evaluation.revision + 1,
        ...(message === undefined ? {} : { message }),
        ...(status === 'running' ? {} : { endedAt: clock() }),
      };
      const { numUpdatedRows } = await query
        .updateTable('agent_evaluations')
        .set(toRow(changed))
        .where('id', '=', evaluation.id)
        .where('revision', '=', evaluation.revision)
        .where('status', '=', 'running')
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1 ? changed : undefined;
    },
  };
}

function toRow(evaluation: EvaluationRecord): AgentEvaluationRow {
  return {
    id: evaluation.id,
    workspace_id: evaluation.workspaceId,
    agent_id: evaluation.agentId,
    version: evaluation.version,
    status: evaluation.status,
    revision: evaluation.revision,
    source: evaluation.source ? JSON.stringify(evaluation.source) : null,
    cases: JSON.stringify(evaluation.cases),
    results: JSON.stringify(evaluation.results),
    message: evaluation.message ?? null,
    created_at: evaluation.createdAt,
    ended_at: evaluation.endedAt ?? null,
  };
}

function toRecord(row: AgentEvaluationRow): EvaluationRecord {
  return {
    id: row.id,
    workspaceId: row.workspace_id as WorkspaceId,
    agentId: row.agent_id,
    version: row.version,
    status: row.status as EvaluationRecord['status'],
    revision: row.revision,
    source: parseOptionalColumn(sourceBindingSchema, row.source),
    cases: parseColumn(casesSchema, row.cases),
    results: parseColumn(resultsSchema, row.results),
    createdAt: row.created_at,
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}
