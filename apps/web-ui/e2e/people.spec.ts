import type { Browser, Page } from '@playwright/test';
import { fillPerson, OWNER, PASSWORD, signIn } from './support/accounts';
import { seriousProblems } from './support/axe';
import { startStudio, type StudioServer } from './support/server';
import { expect, test as base } from './support/test';

/** A server with accounts of its own: what happens to people here must not reach other specs. */
const test = base.extend<Record<never, never>, { accounts: StudioServer }>({
  accounts: [
    async ({}, use) => {
      const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
      await use(studio);
      await studio.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.describe.configure({ mode: 'serial' });

test('makes the first account with the start address, once', async ({ page, accounts }) => {
  await page.goto(accounts.startAddress);
  await expect(page.getByRole('heading', { name: 'Make the first account' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await fillPerson(page, OWNER);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('link', { name: 'Flows' }).first()).toBeVisible();
  await expect(page.getByText('Local workspace · admin')).toBeVisible();

  await page.context().clearCookies();
  await page.goto('about:blank');
  await page.goto(accounts.startAddress);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('refuses a wrong password and takes the right one', async ({ page, accounts }) => {
  await page.goto(accounts.origin);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toContainText('do not belong together');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('link', { name: 'Flows' }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Ada Byron/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('invites somebody by a link, changes the role under their hands, removes them', async ({
  page,
  browser,
  accounts,
}) => {
  await signIn(page, accounts);
  await page.goto(`${accounts.origin}/settings/members`);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.locator('[data-slot=secret-link]').textContent()) ?? '';
  expect(link).toContain('/#invite=');
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('list', { name: 'Open invitations' })).toContainText('Anybody with the link');

  const guest = await openGuest(browser, link);
  await expect(guest.getByRole('heading', { name: 'Join Local workspace' })).toBeVisible();
  expect(guest.url()).not.toContain('invite');
  expect(await seriousProblems(guest)).toEqual([]);
  await fillPerson(guest, { name: 'Bob', email: 'bob@example.org' });
  await guest.getByRole('button', { name: 'Join' }).click();
  await expect(guest.getByText('Local workspace · creator')).toBeVisible();

  await page.reload();
  const members = page.getByRole('list', { name: 'Members' });
  await expect(members).toContainText('bob@example.org');
  await page.getByRole('combobox', { name: 'Role of Bob' }).click();
  await page.getByRole('option', { name: 'viewer' }).click();
  await expect(guest.getByText('Local workspace · viewer')).toBeVisible();

  await page.getByRole('combobox', { name: 'Role of Ada Byron' }).click();
  await page.getByRole('option', { name: 'viewer' }).click();
  await expect(page.getByText('This is the only admin of the workspace.')).toBeVisible();

  await page.getByRole('button', { name: 'Remove Bob' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(members).not.toContainText('bob@example.org');
  await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await guest.context().close();
});

test('makes a workspace, goes over to it, renames it', async ({ page, accounts }) => {
  await signIn(page, accounts);
  await page.goto(`${accounts.origin}/settings`);
  await page.getByRole('textbox', { name: 'Make another workspace' }).fill('Lighthouse');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page
    .getByRole('list', { name: 'Your workspaces' })
    .getByRole('listitem')
    .filter({ hasText: 'Lighthouse' })
    .getByRole('button', { name: 'Open' })
    .click();
  await expect(page.getByText('Lighthouse · admin')).toBeVisible();
  await page.goto(`${accounts.origin}/settings`);
  await page.getByRole('textbox', { name: 'Name of this workspace' }).fill('Beacon');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('Beacon · admin')).toBeVisible();
  await page.getByRole('button', { name: /^Ada Byron/ }).click();
  await page.getByRole('menuitem', { name: /Local workspace/ }).click();
  await expect(page.getByText('Local workspace · admin')).toBeVisible();
});

test('lists sessions, ends one, and changes the password', async ({ page, browser, accounts }) => {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, accounts);
  await signIn(page, accounts);
  await page.goto(`${accounts.origin}/settings#account`);
  const sessions = page.getByRole('list', { name: 'Sessions' });
  await expect(sessions).toContainText('this one');
  await page.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD);
  await page.getByRole('textbox', { name: 'New password' }).fill(`${PASSWORD} today`);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('The password is changed')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await other.context().close();
});

test('says that a server without accounts has none', async ({ atHome: page }) => {
  await expect(page.getByText('one user, no sign-in')).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByText('This server runs for one user')).toBeVisible();
  await page.goto('/settings/members');
  await expect(page.getByRole('button', { name: 'Invite', exact: true })).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Members' })).toContainText('Local user');
});

async function openGuest(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  return page;
}
