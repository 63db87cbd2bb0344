import { ingestJoinSchema } from '@codexos/protocol/socket-events';
import type { Connection } from './socket-server.ts';

/** Following the ingest of a source: its progress so far, then every change of it. */
export function handleIngest({ socket, application, answer }: Connection): void {
  const { topics, knowledge } = application.services;
  const joined = new Map<string, () => void>();
  const leave = (sourceId: string): void => {
    joined.get(sourceId)?.();
    joined.delete(sourceId);
  };

  socket.on('ingest-join', (request, reply) =>
    answer(request, reply, {
      schema: ingestJoinSchema,
      permission: 'knowledge:read',
      work: async ({ sourceId }, { workspaceId }) => {
        const source = await knowledge.getSource(workspaceId, sourceId);
        leave(sourceId);
        joined.set(
          sourceId,
          topics.ingest.subscribe(sourceId, (progress) => socket.emit('ingest-progress', progress)),
        );
        return source.progress ?? null;
      },
    }),
  );

  socket.on('ingest-leave', (request) => {
    const parsed = ingestJoinSchema.safeParse(request);
    if (parsed.success) leave(parsed.data.sourceId);
  });

  socket.on('disconnect', () => {
    for (const sourceId of [...joined.keys()]) leave(sourceId);
  });
}
