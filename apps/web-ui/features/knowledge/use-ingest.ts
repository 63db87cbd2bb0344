'use client';
import type { IngestProgress, Source } from '@codexos/protocol/knowledge';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sourceIdSchema } from '@codexos/protocol/ids';
import { getSocket, socketRequest } from '@/lib/socket/socket';
import { isIngestActive } from './progress-words';

/** Follows the reading of a source: progress as it comes, and the list read again when it ends. */
export function useIngest(source: Pick<Source, 'id' | 'progress'> | undefined): IngestProgress | undefined {
  const client = useQueryClient();
  const id = source?.id;
  const [live, setLive] = useState<IngestProgress>();
  useEffect(() => {
    if (id === undefined) return;
    const socket = getSocket();
    const sourceId = sourceIdSchema.parse(id);
    let isLeft = false;
    const receive = (progress: IngestProgress) => {
      if (isLeft || progress.sourceId !== sourceId) return;
      setLive(progress);
      if (!isIngestActive(progress.phase)) void client.invalidateQueries({ queryKey: ['knowledge'] });
    };
    const join = () =>
      socketRequest(socket, 'ingest-join', { sourceId }).then(
        (progress) => {
          if (progress) receive(progress);
          // It ended before anybody listened: the list knows how.
          else void client.invalidateQueries({ queryKey: ['knowledge'] });
        },
        // The connection was lost while asking; `connect` asks again.
        () => undefined,
      );
    socket.on('ingest-progress', receive);
    socket.on('connect', join);
    if (socket.connected) void join();
    return () => {
      isLeft = true;
      socket.off('ingest-progress', receive);
      socket.off('connect', join);
      socket.emit('ingest-leave', { sourceId });
    };
  }, [id, client]);
  return live?.sourceId === id ? live : source?.progress;
}
