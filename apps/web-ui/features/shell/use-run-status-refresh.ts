'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getSocket } from '@/lib/socket/socket';

/** Lists show a run's status by themselves: any change of status reads them again. */
export function useRunStatusRefresh(): void {
  const client = useQueryClient();
  useEffect(() => {
    const socket = getSocket();
    const refresh = () => {
      for (const key of [['runs'], ['flows', 'listFlows'], ['system', 'getStatus']]) {
        void client.invalidateQueries({ queryKey: key });
      }
    };
    socket.on('run-status', refresh);
    return () => {
      socket.off('run-status', refresh);
    };
  }, [client]);
}
