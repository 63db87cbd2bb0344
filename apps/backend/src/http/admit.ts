import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Admission, Application, Visitor } from '@codexos/application';
import type { Session } from '@codexos/protocol/contracts/session.contract';
import type { Cookies } from './cookies.ts';
import { describeDevice } from './describe-device.ts';

/** Hands the cookie out and says who is signed in now. */
export async function admit(
  { services }: Application,
  { admission, cookies, reply }: { admission: Admission; cookies: Cookies; reply: FastifyReply },
): Promise<Session> {
  cookies.set(reply, admission.cookie);
  const { userId, workspaceId } = admission;
  return services.sessions.describe({ type: 'user', userId, workspaceId, role: 'viewer' });
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, device: describeDevice(request.headers['user-agent']) };
}
