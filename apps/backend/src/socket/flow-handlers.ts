import { flowJoinSchema, flowLeaveSchema, flowUpdateSchema } from '@codexos/protocol/socket-events';
import { recordSocketCall } from './record-socket-call.ts';
import type { Connection } from './socket-server.ts';

/** Editing a flow together: every update is decoded and validated before it is kept or handed on. */
export function handleFlows({ socket, application, answer }: Connection): void {
  const { flowDocuments, flows } = application.services;
  const joined = new Map<string, () => void>();
  const edited = new Set<string>();
  const leave = (flowId: string): void => {
    joined.get(flowId)?.();
    joined.delete(flowId);
  };

  socket.on('flow-join', (request, reply) =>
    answer(request, reply, {
      schema: flowJoinSchema,
      permission: 'flow:read',
      work: async ({ flowId, stateVector }, { workspaceId }) => {
        leave(flowId);
        const { unsubscribe, ...state } = await flowDocuments.join({
          key: { workspaceId, flowId },
          stateVector,
          origin: socket.id,
          onUpdate: (update) => socket.emit('flow-update', { flowId, update }),
        });
        if (socket.disconnected) unsubscribe();
        else joined.set(flowId, unsubscribe);
        return state;
      },
    }),
  );

  socket.on('flow-update', (request, reply) =>
    answer(request, reply, {
      schema: flowUpdateSchema,
      permission: 'flow:write',
      work: async ({ flowId, update }, principal) => {
        const saved = await flowDocuments.applyUpdate({
          key: { workspaceId: principal.workspaceId, flowId },
          update,
          origin: socket.id,
        });
        // One entry for each sitting: what changed in detail is in the versions.
        if (!edited.has(flowId)) {
          edited.add(flowId);
          const { name } = await flows.summary({ workspaceId: principal.workspaceId, flowId });
          await recordSocketCall(application, principal, { action: 'editFlow', target: flowId, name });
        }
        return saved;
      },
    }),
  );

  socket.on('flow-leave', (request) => {
    const parsed = flowLeaveSchema.safeParse(request);
    if (parsed.success) leave(parsed.data.flowId);
  });

  socket.on('disconnect', () => {
    for (const flowId of [...joined.keys()]) leave(flowId);
  });
}
