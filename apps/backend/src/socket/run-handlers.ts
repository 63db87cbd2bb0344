import { withoutLargeValues } from '@codexos/application';
import { runCancelSchema, runJoinSchema, runLeaveSchema } from '@codexos/protocol/socket-events';
import { recordSocketCall } from './record-socket-call.ts';
import type { Connection } from './socket-server.ts';

/** Joining a run: what happened, the text so far, then everything as it comes, nothing twice and nothing skipped. */
export function handleRuns({ socket, application, answer }: Connection): void {
  const { runs, runStore } = application.services;
  const joined = new Map<string, () => void>();
  const leave = (runId: string): void => {
    joined.get(runId)?.();
    joined.delete(runId);
  };

  socket.on('run-join', (request, reply) =>
    answer(request, reply, {
      schema: runJoinSchema,
      permission: 'run:read',
      work: async ({ runId, afterSeq }, { workspaceId }) => {
        leave(runId);
        const { unsubscribe, events, ...snapshot } = await runs.join({
          workspaceId,
          runId,
          afterSeq,
          onEvent: (event) => socket.emit('run-event', withoutLargeValues(event)),
          onLive: (event) => socket.emit('run-live', event),
        });
        if (socket.disconnected) unsubscribe();
        else joined.set(runId, unsubscribe);
        return { ...snapshot, events: events.map(withoutLargeValues) };
      },
    }),
  );

  socket.on('run-leave', (request) => {
    const parsed = runLeaveSchema.safeParse(request);
    if (parsed.success) leave(parsed.data.runId);
  });

  socket.on('run-cancel', (request, reply) =>
    answer(request, reply, {
      schema: runCancelSchema,
      permission: 'run:cancel',
      work: async ({ runId }, principal) => {
        const key = { workspaceId: principal.workspaceId, runId };
        await runs.cancel(key, principal.userId);
        const { name } = await runStore.get(key);
        await recordSocketCall(application, principal, { action: 'cancelRun', target: runId, name });
        return null;
      },
    }),
  );

  socket.on('disconnect', () => {
    for (const runId of [...joined.keys()]) leave(runId);
  });
}
