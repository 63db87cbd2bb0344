import type { FastifyReply } from 'fastify';

export interface Cookies {
  set(reply: FastifyReply, cookie: { value: string; expiresAt: number }): void;
  clear(reply: FastifyReply): void;
}

/** The session cookie: out of reach for scripts and for requests that other sites start. */
export function createCookies(name: string, isSecure: boolean): Cookies {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  return {
    set: (reply, { value, expiresAt }) =>
      void reply.setCookie(name, value, { ...options, expires: new Date(expiresAt) }),
    clear: (reply) => void reply.clearCookie(name, options),
  };
}
