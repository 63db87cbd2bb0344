import { makeFirstAccount } from './support/accounts';
import { createApi } from './support/api';
import { seriousProblems, seriousProblemsInBothThemes } from './support/axe';
import { readRepository } from './support/reading';
import { seedDetails, seedShared, share } from './support/seed-details';
import { startStudio } from './support/server';
import { expect, test } from './support/test';

test('the doors of a server with accounts have no serious problem', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
  try {
    await page.goto(studio.startAddress);
    await expect(page.getByRole('heading', { name: 'Make the first account' })).toBeVisible();
    expect(await seriousProblemsInBothThemes(page), 'first account').toEqual([]);
    await page.goto('about:blank');
    await makeFirstAccount(page, studio);
    const { token } = await createApi(page).post<{ token: string }>('/invitations', { role: 'creator' });
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(studio.origin);
    await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(await seriousProblemsInBothThemes(guest), 'sign in').toEqual([]);
    await guest.goto('about:blank');
    await guest.goto(`${studio.origin}/#invite=${token}`);
    await expect(guest.getByRole('heading', { name: 'Join Local workspace' })).toBeVisible();
    expect(await seriousProblemsInBothThemes(guest), 'join').toEqual([]);
    await guest.context().close();
  } finally {
    await studio.stop();
  }
});

test('the studio has no serious problem while it opens', async ({ signedIn: page }) => {
  await page.route('**/api/v1/session', () => undefined);
  await page.goto('/');
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
      await page.goto(new URL(path, studio.origin).href);
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await seriousProblemsInBothThemes(page), name).toEqual([]);
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
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(new URL(path, studio.origin).href);
    await expect(guest.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await seriousProblemsInBothThemes(guest), name).toEqual([]);
    await guest.context().close();
  }
});
