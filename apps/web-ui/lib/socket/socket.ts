import type { ClientToServerEvents, ServerToClientEvents } from '@codexos/protocol/socket-events';
import type { Result } from '@codexos/protocol/wire-error';
import { io, type Socket } from 'socket.io-client';
import { ApiError, SERVER_UNREACHABLE } from '@/lib/api/api-error';

export type AppSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

let socket: AppSocket | undefined;

/** The one socket of the page. It connects once there is a session and reconnects by itself. */
export function getSocket(): AppSocket {
  socket ??= io({
    path: '/socket.io',
    transports: ['websocket', 'polling'],
    autoConnect: false,
    reconnectionDelay: 300,
    reconnectionDelayMax: 3_000,
  });
  return socket;
}

type Requests = {
  [E in keyof ClientToServerEvents]: Parameters<ClientToServerEvents[E]> extends [
    infer TRequest,
    (result: Result<infer TValue>) => void,
  ]
    ? { request: TRequest; value: TValue }
    : never;
};
type RequestName = { [E in keyof Requests]: [Requests[E]] extends [never] ? never : E }[keyof Requests];

/** Sends a request and waits for its acknowledgement; a refusal throws ApiError. */
export async function socketRequest<E extends RequestName>(
  target: AppSocket,
  event: E,
  request: Requests[E]['request'],
  timeoutMs = 10_000,
): Promise<Requests[E]['value']> {
  const result = await acknowledge(target, event, request, timeoutMs);
  if (!result.ok) throw new ApiError(result.error, 0);
  return result.value;
}

async function acknowledge<E extends RequestName>(
  target: AppSocket,
  event: E,
  request: Requests[E]['request'],
  timeoutMs: number,
): Promise<Result<Requests[E]['value']>> {
  // The generic event map cannot be narrowed by socket.io's own overloads; the types above carry the proof.
  const emitter = target.timeout(timeoutMs) as unknown as {
    emitWithAck(name: string, payload: unknown): Promise<Result<Requests[E]['value']>>;
  };
  try {
    return await emitter.emitWithAck(event, request);
  } catch {
    throw new ApiError(SERVER_UNREACHABLE, 0);
  }
}
