/**
 * A connection lives no longer than the rights it was opened with. Whatever changes them (role, membership, session,
 * API token, workspace, the end of time) cuts it; who still has rights connects again with the new ones.
 */
import type { Principal } from '@codexos/application';
import type { Connection } from './socket-server.ts';

/** Timers take at most 2^31 ms. */
const MAX_TIMER_MS = 2_147_000_000;

export function watchRights(
  { socket, application }: Connection,
  opened: Principal,
  identify: () => Promise<Principal | undefined>,
): void {
  const { topics, clock } = application.services;
  const cut = (): void => void socket.disconnect(true);
  const look = (): void => {
    identify().then((now) => {
      if (!now || !isSame(now, opened)) cut();
    }, cut);
  };
  const leave = topics.rights.subscribe(opened.userId, look);
  const timer =
    opened.expiresAt === undefined
      ? undefined
      : setTimeout(cut, Math.min(MAX_TIMER_MS, Math.max(0, opened.expiresAt - clock())));
  timer?.unref();
  socket.on('disconnect', () => {
    leave();
    clearTimeout(timer);
  });
  // Something may have changed between the handshake and this moment.
  look();
}

function isSame(left: Principal, right: Principal): boolean {
  return (
    left.userId === right.userId &&
    left.workspaceId === right.workspaceId &&
    left.role === right.role &&
    left.credentialId === right.credentialId &&
    String(left.permissions) === String(right.permissions)
  );
}
