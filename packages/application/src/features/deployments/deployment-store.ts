/** Events of deployments in the database, each durable before the next step begins. */
import {
  deploymentChangeSchema,
  deploymentSchema,
  type Deployment,
  type DeploymentChange,
  type DeploymentEvent,
} from '@codexos/protocol/deployment';
import { applyDeploymentEvent, foldDeployment, isDeploymentResting } from '@codexos/protocol/deployment-view';
import type { DeploymentId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Database } from '../../db/database.ts';
import { parseColumn } from '../../db/json-columns.ts';
import type { DeploymentEventRow, DeploymentRow } from '../../db/schema.ts';

export interface DeploymentKey {
  workspaceId: WorkspaceId;
  deploymentId: string;
}

export type DeploymentRecord = Deployment & { workspaceId: WorkspaceId };

export type DeploymentStore = ReturnType<typeof createDeploymentStore>;

export function createDeploymentStore({ query }: Database, clock: () => number) {
  const get = async ({ workspaceId, deploymentId }: DeploymentKey): Promise<DeploymentRecord> => {
    const row = await query
      .selectFrom('deployments')
      .selectAll()
      .where('id', '=', deploymentId)
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    if (!row) throw deploymentNotFound(deploymentId);
    return toRecord(row);
  };

  return {
    get,

    async list(workspaceId: WorkspaceId): Promise<Deployment[]> {
      const rows = await query
        .selectFrom('deployments')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('id', 'desc')
        .limit(200)
        .execute();
      return rows.map(({ view }) => parseColumn(deploymentSchema, view));
    },

    /** Of every workspace, those in which something is under way. */
    async listActive(): Promise<DeploymentRecord[]> {
      const rows = await query.selectFrom('deployments').selectAll().execute();
      return rows.map(toRecord).filter(({ state }) => !isDeploymentResting(state));
    },

    async events(deploymentId: DeploymentId): Promise<DeploymentEvent[]> {
      const rows = await query
        .selectFrom('deployment_events')
        .selectAll()
        .where('deployment_id', '=', deploymentId)
        .orderBy('seq')
        .execute();
      return rows.map(toEvent);
    },

    async create(
      { workspaceId, id }: { workspaceId: WorkspaceId; id: DeploymentId },
      change: DeploymentChange,
      by: string,
    ): Promise<DeploymentRecord> {
      const event: DeploymentEvent = { seq: 1, at: clock(), by, ...change };
      const view = foldDeployment(id, [event]);
      await query.transaction().execute(async (transaction) => {
        await transaction.insertInto('deployments').values(toRow(workspaceId, view)).execute();
        await transaction.insertInto('deployment_events').values(toEventRow(id, event)).execute();
      });
      return { ...view, workspaceId };
    },

    /** Adds what happened after `deployment`. Throws CONFLICT when something else happened first. */
    async append(
      { workspaceId, ...deployment }: DeploymentRecord,
      change: DeploymentChange,
      by?: string,
    ): Promise<{ deployment: DeploymentRecord; event: DeploymentEvent }> {
      const event: DeploymentEvent = {
        seq: deployment.seq + 1,
        at: clock(),
        ...(by === undefined ? {} : { by }),
        ...change,
      };
      const view = applyDeploymentEvent(deployment, event);
      const isDone = await query.transaction().execute(async (transaction) => {
        const inserted = await transaction
          .insertInto('deployment_events')
          .values(toEventRow(deployment.id, event))
          .onConflict((conflict) => conflict.columns(['deployment_id', 'seq']).doNothing())
          .executeTakeFirst();
        if (Number(inserted.numInsertedOrUpdatedRows) === 0) return false;
        const { state, view: text, updated_at } = toRow(workspaceId, view);
        await transaction
          .updateTable('deployments')
          .set({ state, view: text, updated_at })
          .where('id', '=', deployment.id)
          .execute();
        return true;
      });
      if (!isDone) throw changedElsewhere();
      return { deployment: { ...view, workspaceId }, event };
    },

    async delete(deployment: DeploymentRecord): Promise<void> {
      await query.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('deployment_events')
          .where('deployment_id', '=', deployment.id)
          .execute();
        await transaction.deleteFrom('deployments').where('id', '=', deployment.id).execute();
      });
    },
  };
}

function toRow(workspaceId: WorkspaceId, view: Deployment): DeploymentRow {
  return {
    id: view.id,
    workspace_id: workspaceId,
    state: view.state,
    view: JSON.stringify(view),
    created_at: view.createdAt,
    updated_at: view.updatedAt,
  };
}

function toRecord(row: DeploymentRow): DeploymentRecord {
  return { ...parseColumn(deploymentSchema, row.view), workspaceId: row.workspace_id as WorkspaceId };
}

function toEventRow(id: DeploymentId, { seq, at, by, ...change }: DeploymentEvent): DeploymentEventRow {
  return { deployment_id: id, seq, at, by: by ?? null, body: JSON.stringify(change) };
}

function toEvent({ seq, at, by, body }: DeploymentEventRow): DeploymentEvent {
  return { seq, at, ...(by === null ? {} : { by }), ...parseColumn(deploymentChangeSchema, body) };
}

function deploymentNotFound(deploymentId: string): CodexError {
  return new CodexError({
    code: 'DEPLOYMENT_NOT_FOUND',
    message: `There is no deployment ${deploymentId} in this workspace.`,
    hint: 'See the list of deployments.',
  });
}

function changedElsewhere(): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: 'The deployment has gone on in the meantime.',
    hint: 'Look at where it stands now, then decide again.',
  });
}
