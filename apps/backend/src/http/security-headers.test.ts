import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { addSecurity } from './security-headers.ts';
import { startTestServer } from '../../test/start-test-server.ts';

async function policyOf(isDevelopment: boolean): Promise<string> {
  const app = fastify();
  addSecurity(app, { guard: () => undefined, isDevelopment });
  app.get('/', () => 'page');
  const { headers } = await app.inject('/');
  return String(headers['content-security-policy']);
}

const scripts = (policy: string): string => /script-src ([^;]*)/.exec(policy)?.[1] ?? '';

describe('content security policy', () => {
  it('lets scripts come from this server only, and never evaluates text in the built studio', async () => {
    const policy = await policyOf(false);
    expect(scripts(policy)).toBe("'self' 'unsafe-inline'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).toContain("object-src 'none'");
  });

  it('lets the development server of React evaluate text, and changes nothing else', async () => {
    expect((await policyOf(true)).replace(" 'unsafe-eval'", '')).toBe(await policyOf(false));
    expect(scripts(await policyOf(true))).toContain("'unsafe-eval'");
  });
});

describe('a server without Next in development', () => {
  it('serves the strict policy', async () => {
    await using server = await startTestServer();
    const { headers } = await server.request('GET', '/api/v1/health/live', { token: null });
    expect(headers.get('content-security-policy')).not.toContain('unsafe-eval');
  });
});
