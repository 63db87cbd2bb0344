/** A server with accounts, as a person meets it. */
import type { Browser, Page } from '@playwright/test';
import { expect } from './patient';
import type { StudioServer } from './server';

export const PASSWORD = 'four words are enough';

export interface Person {
  name: string;
  email: string;
}

export const OWNER: Person = { name: 'Ada Byron', email: 'ada@example.org' };

/** Opens the start address and makes the first account with it. */
export async function makeFirstAccount(page: Page, { startAddress }: StudioServer): Promise<void> {
  await page.goto(startAddress);
  await fillPerson(page, OWNER);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('link', { name: 'Flows' }).first().waitFor();
}

export async function signIn(page: Page, { origin }: StudioServer, { email } = OWNER): Promise<void> {
  await page.goto(origin);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Flows' }).first().waitFor();
}

/** The form of the first account and of an invitation. */
export async function fillPerson(page: Page, { name, email }: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
}

/** Makes an invitation for a creator and gives its link. */
export async function inviteCreator(page: Page): Promise<string> {
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Role' })).toContainText('creator');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.locator('[data-slot=secret-link]').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have copied it' }).click();
  return link;
}

/** Takes an invitation in a browser of its own. */
export async function joinBy(browser: Browser, link: string, person: Person): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Join Local workspace' })).toBeVisible();
  await fillPerson(page, person);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByText('Local workspace · creator')).toBeVisible();
  return page;
}

/** To an area, by its icon in the rail. */
export async function goTo(page: Page, area: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: area, exact: true }).first().click();
  await expect(page.getByRole('banner').getByRole('heading', { name: area })).toBeVisible();
}
