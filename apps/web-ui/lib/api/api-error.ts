import { wireErrorSchema, type WireError } from '@codexos/protocol/wire-error';

/** A REST call or a socket request that the server refused, or that never reached it. */
export class ApiError extends Error {
  readonly wire: WireError;
  /** HTTP status; 0 when the server was not reached or the call went over the socket. */
  readonly status: number;

  constructor(wire: WireError, status: number) {
    super(wire.message || wire.title);
    this.name = 'ApiError';
    this.wire = wire;
    this.status = status;
  }
}

export const SERVER_UNREACHABLE: WireError = {
  code: 'UNAVAILABLE',
  title: 'The server does not answer',
  message: 'The request did not reach the CodexOS server.',
  hint: 'Check that the process started by npm run up still runs. The page connects again by itself.',
};

/** Anything thrown, as the shape that error-notice shows. */
export function toWireError(error: unknown): WireError {
  if (error instanceof ApiError) return error.wire;
  const parsed = wireErrorSchema.safeParse(error);
  if (parsed.success) return parsed.data;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', title: 'Something went wrong', message };
}
