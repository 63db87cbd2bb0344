import type { FastifyInstance } from 'fastify';
import type { OriginGuard } from './origin-guard.ts';

/** Next puts small inline scripts into its pages; everything else must come from this server. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
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

/** Refuses foreign hosts and origins first, then marks every response, pages included. */
export function addSecurity(app: FastifyInstance, guard: OriginGuard): void {
  app.addHook('onRequest', async (request, reply) => {
    guard(request.headers);
    reply.raw.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    reply.raw.setHeader('X-Content-Type-Options', 'nosniff');
    reply.raw.setHeader('X-Frame-Options', 'DENY');
    reply.raw.setHeader('Referrer-Policy', 'no-referrer');
    reply.raw.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    reply.raw.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (request.url.startsWith('/api/')) reply.raw.setHeader('Cache-Control', 'no-store');
  });
}
