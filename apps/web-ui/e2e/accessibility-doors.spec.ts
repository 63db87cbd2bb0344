import { makeFirstAccount } from './support/accounts';
import { createApi } from './support/api';
import { seriousProblems } from './support/axe';
import { readRepository } from './support/reading';
import { seedDetails, seedShared, share } from './support/seed-details';
import { startStudio } from './support/server';
import { expect, test } from './support/test';

const THEMES = ['light', 'dark'] as const;

test('the doors of a server with accounts have no serious problem', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
  try {
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(studio.startAddress);
      await expect(page.getByRole('heading', { name: 'Make the first account' })).toBeVisible();
      expect(await seriousProblems(page), `first account, ${colorScheme}`).toEqual([]);
      await page.goto('about:blank');
    }
    await makeFirstAccount(page, studio);
    const { token } = await createApi(page).post<{ token: string }>('/invitations', { role: 'creator' });
    for (const colorScheme of THEMES) {
      const guest = await (await browser.newContext({ colorScheme, reducedMotion: 'reduce' })).newPage();
      await guest.goto(studio.origin);
      await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible();
      expect(await seriousProblems(guest), `sign in, ${colorScheme}`).toEqual([]);
      await guest.goto('about:blank');
      await guest.goto(`${studio.origin}/#invite=${token}`);
      await expect(guest.getByRole('heading', { name: 'Join Local workspace' })).toBeVisible();
      expect(await seriousProblems(guest), `join, ${colorScheme}`).toEqual([]);
      await guest.context().close();
    }
  } finally {
    await studio.stop();
  }
});

test('the studio has no serious problem while it opens', async ({ signedIn: page }) => {
  await page.route('**/api/v1/session', () => undefined);
  await page.reload();
  await expect(page.getByRole('status', { name: 'Opening the studio' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

test('pages with an id in their address have no serious problem', async ({ page }) => {
  test.setTimeout(120_000);
  // A server of its own: other specs begin with a chain without proposals.
  const studio = await startStudio();
  try {
    await page.goto(studio.startAddress);
    await page.getByRole('link', { name: 'Flows' }).first().waitFor();
    for (const { name, path } of await seedDetails(createApi(page))) {
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.goto(new URL(path, studio.origin).href);
        await expect(page.getByRole('main')).toBeVisible();
        await page.waitForLoadState('networkidle');
        expect(await seriousProblems(page), `${name}, ${colorScheme}`).toEqual([]);
      }
    }
  } finally {
    await studio.stop();
  }
});

test('what is shared has no serious problem', async ({ signedIn: page, api, studio, browser }) => {
  test.setTimeout(120_000);
  const source = await readRepository(api, studio.repository, 'Shared');
  const { id } = await api.post<{ id: string }>('/conversations', {
    partner: { type: 'repository' },
    source,
  });
  await api.post(`/conversations/${id}/messages`, { text: 'What opens the gate when it is busy?' });
  await page.goto(`/chat/${id}`);
  await expect(page.getByRole('link', { name: /^Source 1:/ }).first()).toBeVisible();
  const pages = [
    ...(await seedShared(api)),
    { name: 'shared-conversation', path: await share(api, 'conversation', id) },
    { name: 'nothing-shared', path: '/s/unknown' },
  ];
  for (const { name, path } of pages) {
    for (const colorScheme of THEMES) {
      const guest = await (await browser.newContext({ colorScheme, reducedMotion: 'reduce' })).newPage();
      await guest.goto(new URL(path, studio.origin).href);
      await expect(guest.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await seriousProblems(guest), `${name}, ${colorScheme}`).toEqual([]);
      await guest.context().close();
    }
  }
});
