/** Which runs wait for which signals. */
import type { Journal } from '@codexos/agent-engine';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { signalQuestionSchema } from '@codexos/protocol/signal';
import type { Database } from '../../db/database.ts';
import type { RunRecord } from '../runs/run-store.ts';

export interface SignalAddress {
  workspaceId: WorkspaceId;
  name: string;
  key: string;
}

export interface SignalWait {
  runId: RunId;
  activationId: string;
}

export type SignalWaits = ReturnType<typeof createSignalWaits>;

export function createSignalWaits({ query }: Database, journal: Journal) {
  return {
    /** To be called before a run is marked as paused: from then on signals are looked up here. */
    async note({ id: runId, workspaceId }: Pick<RunRecord, 'id' | 'workspaceId'>): Promise<void> {
      const waits = waitsOf(await journal.read(runId, 0));
      await query.deleteFrom('signal_waits').where('run_id', '=', runId).execute();
      if (waits.length === 0) return;
      const rows = waits.map(({ activationId, name, key }) => ({
        run_id: runId,
        activation_id: activationId,
        workspace_id: workspaceId,
        name,
        key,
      }));
      await query
        .insertInto('signal_waits')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['run_id', 'activation_id']).doNothing())
        .execute();
    },

    /** To be called when a run has ended. */
    async forget(runId: string): Promise<void> {
      await query.deleteFrom('signal_waits').where('run_id', '=', runId).execute();
    },

    /** Nodes that wait for a signal, the oldest runs first. */
    async find({ workspaceId, name, key }: SignalAddress): Promise<SignalWait[]> {
      const [rows, atWork] = await Promise.all([
        query
          .selectFrom('signal_waits')
          .innerJoin('runs', 'runs.id', 'signal_waits.run_id')
          .select(['signal_waits.run_id', 'signal_waits.activation_id'])
          .where('signal_waits.workspace_id', '=', workspaceId)
          .where('signal_waits.name', '=', name)
          .where('signal_waits.key', '=', key)
          .where('runs.status', '=', 'paused')
          .orderBy('signal_waits.run_id')
          .execute(),
        query
          .selectFrom('runs')
          .select('id')
          .where('workspace_id', '=', workspaceId)
          .where('status', '=', 'running')
          .orderBy('id')
          .execute(),
      ]);
      const found = rows.map((row): SignalWait => ({
        runId: row.run_id as RunId,
        activationId: row.activation_id,
      }));
      // One way of a run may wait while another one works; of these only the journal knows.
      for (const { id } of atWork) {
        const runId = id as RunId;
        for (const wait of waitsOf(await journal.read(runId, 0)))
          if (wait.name === name && wait.key === key) found.push({ runId, activationId: wait.activationId });
      }
      return found;
    },
  };
}

interface Wait {
  activationId: string;
  name: string;
  key: string;
}

/** The signals that the nodes of a run wait for as its journal ends. */
function waitsOf(events: readonly RunEvent[]): Wait[] {
  const waits = new Map<string, Wait>();
  for (const event of events) {
    if (event.type === 'run-end') return [];
    if (event.type === 'node-answer' || event.type === 'node-start') waits.delete(event.activationId);
    if (event.type !== 'node-pause') continue;
    const { activationId } = event;
    const { data } = signalQuestionSchema.safeParse(event.question);
    if (data) waits.set(activationId, { activationId, name: data.name, key: data.key });
  }
  return [...waits.values()];
}
