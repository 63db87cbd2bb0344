/** Sign-in through a real OpenID provider, started here: discovery, PKCE, consent, callback, group to role. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { startStudio } from './support/server';
import { expect, test } from '@playwright/test';

test('signs in at a provider, with the role that the group gives', async ({ page }) => {
  test.setTimeout(120_000);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const studio = await startStudio({
    CODEXOS_AUTH: 'accounts',
    CODEXOS_OIDC_ISSUER: issuer,
    CODEXOS_OIDC_CLIENT_ID: 'codexos',
    CODEXOS_OIDC_CLIENT_SECRET: 'a secret of the tests',
    CODEXOS_OIDC_LABEL: 'Keys & Co',
    CODEXOS_IDENTITY_ROLES: 'makers=creator',
  });
  const provider = createProvider(issuer, studio.origin);
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  try {
    await page.goto(studio.origin);
    await page.getByRole('link', { name: 'Continue with Keys & Co' }).click();
    await page.getByPlaceholder('Enter any login').fill('grace');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('Local workspace · creator')).toBeVisible();

    await page.context().clearCookies();
    await page.goto(`${studio.origin}/api/v1/session/providers/oidc/callback?code=forged&state=forged`);
    await expect(page.getByRole('alert').first()).toContainText('not begun in this browser');

    await page.getByRole('link', { name: 'Continue with Keys & Co' }).click();
    await page.getByPlaceholder('Enter any login').fill('outsider');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('alert').first()).toContainText('none of the groups');
  } finally {
    await studio.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

function createProvider(issuer: string, origin: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'codexos',
        client_secret: 'a secret of the tests',
        redirect_uris: [`${origin}/api/v1/session/providers/oidc/callback`],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the tests'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, groups: id === 'grace' ? ['makers'] : [] }),
    }),
  });
}
