'use client';
import type { Deployment, DeploymentEvent } from '@codexos/protocol/deployment';
import { applyDeploymentEvent } from '@codexos/protocol/deployment-view';
import { deploymentIdSchema } from '@codexos/protocol/ids';
import { useEffect, useState } from 'react';
import { getSocket, socketRequest } from '@/lib/socket/socket';

export interface DeploymentState {
  deployment: Deployment | undefined;
  events: readonly DeploymentEvent[];
  error: unknown;
}

const NOTHING: DeploymentState = { deployment: undefined, events: [], error: undefined };

/** Follows a deployment live: joins its room, folds each event once, and joins again after a reconnect or a gap. */
export function useDeployment(id: string): DeploymentState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    const socket = getSocket();
    const deploymentId = deploymentIdSchema.parse(id);
    let isGone = false;
    let current = NOTHING;
    const show = (next: DeploymentState) => {
      current = next;
      if (!isGone) setState(next);
    };
    const join = () => {
      socketRequest(socket, 'deployment-join', { deploymentId }).then(
        ({ deployment, events }) => show({ deployment, events, error: undefined }),
        (error: unknown) => show({ ...current, error }),
      );
    };
    const onEvent = (change: { deploymentId: string; event: DeploymentEvent }) => {
      const { deployment, events } = current;
      if (change.deploymentId !== id || !deployment || change.event.seq <= deployment.seq) return;
      if (change.event.seq > deployment.seq + 1) join();
      else
        show({
          deployment: applyDeploymentEvent(deployment, change.event),
          events: [...events, change.event],
          error: undefined,
        });
    };
    socket.on('connect', join);
    socket.on('deployment-event', onEvent);
    if (socket.connected) join();
    return () => {
      isGone = true;
      socket.off('connect', join);
      socket.off('deployment-event', onEvent);
      socket.emit('deployment-leave', { deploymentId });
    };
  }, [id]);
  return state;
}
