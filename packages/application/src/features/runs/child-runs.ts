/** What runs that called agents or flows and the runs of those owe each other. */
import type { Journal, RunControl } from '@codexos/agent-engine';
import type { ActivationId, RunId } from '@codexos/protocol/ids';
import { childRunsQuestionSchema } from '@codexos/protocol/question';
import type { RunEvent } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import type { SentCommand } from './run-commands.ts';
import type { RunKey, RunRecord, RunStore } from './run-store.ts';

export interface ChildRunsOptions {
  store: RunStore;
  journal: Journal;
  /** Sends a command into a run, which is taken up for it, and waits until it is durable there. */
  deliver: (key: RunKey, command: SentCommand) => Promise<void>;
  /** Waits until a run is no longer worked on. */
  whenIdle: (runId: string) => Promise<void>;
}

export function createChildRuns({ store, journal, deliver, whenIdle }: ChildRunsOptions) {
  /** Children that have ended while their caller waits for them. */
  const endedWaits = async (run: RunRecord): Promise<Wait[]> => {
    const waits = waitsOf(await journal.read(run.id, 0));
    if (waits.length === 0) return [];
    const ended = new Set(await store.listChildren(run.id, { isEnded: true }));
    return waits.filter(({ childRunId }) => ended.has(childRunId));
  };

  return {
    /** Whether a run that is paused could go on because something that it called has ended. */
    canGoOn: async (run: RunRecord): Promise<boolean> => (await endedWaits(run)).length > 0,

    /** Wakes a run that has just paused, for children that ended before it did. */
    async wakeByEnded(run: RunRecord, control: RunControl): Promise<void> {
      for (const wait of await endedWaits(run)) control.wake(wait);
    },

    /** Goes on with the caller of a run that has ended, if it waits for it. */
    async wakeCaller({ id, workspaceId, parent }: RunRecord): Promise<void> {
      if (!parent) return;
      const wait = { activationId: parent.activationId as ActivationId, childRunId: id };
      await unlessOver(deliver({ workspaceId, runId: parent.runId }, { type: 'wake', ...wait }));
    },

    /** Ends what a run has called and left behind. Resolves once all of it has ended. */
    async endChildren({ id, workspaceId }: RunRecord): Promise<void> {
      for (const runId of await store.listChildren(id, { isEnded: false })) {
        await unlessOver(deliver({ workspaceId, runId }, { type: 'cancel', by: 'parent' }));
        await whenIdle(runId);
      }
    },

    /** Whether a child may go on: its caller has neither ended nor been asked to. */
    async isWanted({ parent }: RunRecord): Promise<boolean> {
      if (!parent) return true;
      const events = await journal.read(parent.runId, 0);
      return !events.some(({ type }) => type === 'run-cancel-request' || type === 'run-end');
    },
  };
}

interface Wait {
  activationId: ActivationId;
  childRunId: RunId;
}

/** Which runs the paused nodes of a run wait for. */
function waitsOf(events: readonly RunEvent[]): Wait[] {
  const waits = new Map<ActivationId, Wait[]>();
  for (const event of events) {
    if (event.type === 'node-start') waits.delete(event.activationId);
    if (event.type !== 'node-pause') continue;
    const { activationId } = event;
    const question = childRunsQuestionSchema.safeParse(event.question);
    if (question.success)
      waits.set(
        activationId,
        question.data.runs.map(({ runId }) => ({ activationId, childRunId: runId })),
      );
  }
  return [...waits.values()].flat();
}

async function unlessOver(sent: Promise<void>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    // A run that has ended meanwhile needs neither to be woken nor to be ended.
    if (!CodexError.is(error) || error.code !== 'RUN_NOT_ACTIVE') throw error;
  }
}
