import { deploymentJoinSchema } from '@codexos/protocol/socket-events';
import type { Connection } from './socket-server.ts';

/** Following a deployment: what happened so far, then every event; and what its service writes. */
export function handleDeployments({ socket, application, answer }: Connection): void {
  const { deployments, topics, redactor } = application.services;
  const joined = new Map<string, () => void>();
  const leave = (room: string): void => {
    joined.get(room)?.();
    joined.delete(room);
  };
  const enter = (room: string, wayOut: () => void): void => {
    leave(room);
    if (socket.disconnected) wayOut();
    else joined.set(room, wayOut);
  };

  socket.on('deployment-join', (request, reply) =>
    answer(request, reply, {
      schema: deploymentJoinSchema,
      permission: 'deployment:read',
      work: async ({ deploymentId }, { workspaceId }) => {
        await deployments.get({ workspaceId, deploymentId });
        // Events that come between the two are in both; the fold takes each once.
        enter(
          deploymentId,
          topics.deployment.subscribe(deploymentId, (event) =>
            socket.emit('deployment-event', { deploymentId, event }),
          ),
        );
        return deployments.describe({ workspaceId, deploymentId });
      },
    }),
  );

  socket.on('deployment-logs-join', (request, reply) =>
    answer(request, reply, {
      schema: deploymentJoinSchema,
      permission: 'deployment:write',
      work: async ({ deploymentId }, { workspaceId }) => {
        const deployment = await deployments.get({ workspaceId, deploymentId });
        const wayOut = deployments.logs.watch(deployment, (update) =>
          socket.emit('deployment-logs', redactor.redactJson({ deploymentId, ...update })),
        );
        enter(`${deploymentId}/logs`, wayOut);
        return null;
      },
    }),
  );

  socket.on('deployment-leave', (request) => {
    const parsed = deploymentJoinSchema.safeParse(request);
    if (parsed.success) leave(parsed.data.deploymentId);
  });
  socket.on('deployment-logs-leave', (request) => {
    const parsed = deploymentJoinSchema.safeParse(request);
    if (parsed.success) leave(`${parsed.data.deploymentId}/logs`);
  });
  socket.on('disconnect', () => {
    for (const room of [...joined.keys()]) leave(room);
  });
}
