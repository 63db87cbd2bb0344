import type { FastifyInstance } from 'fastify';
import type { OriginGuard } from './origin-guard.ts';

/**
 * Next puts small inline scripts into its pages; everything else must come from this server. In development React
 * also rebuilds the stacks of errors with `eval`, which is never allowed in the built studio.
 */
function contentSecurityPolicy(isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export interface SecurityOptions {
  guard: OriginGuard;
  /** The pages are served by Next's development server. */
  isDevelopment: boolean;
}

/** Refuses foreign hosts and origins first, then marks every response, pages included. */
export function addSecurity(app: FastifyInstance, { guard, isDevelopment }: SecurityOptions): void {
  const policy = contentSecurityPolicy(isDevelopment);
  app.addHook('onRequest', async (request, reply) => {
    guard(request.headers);
    reply.raw.setHeader('Content-Security-Policy', policy);
    reply.raw.setHeader('X-Content-Type-Options', 'nosniff');
    reply.raw.setHeader('X-Frame-Options', 'DENY');
    reply.raw.setHeader('Referrer-Policy', 'no-referrer');
    reply.raw.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    reply.raw.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (request.url.startsWith('/api/')) reply.raw.setHeader('Cache-Control', 'no-store');
  });
}
