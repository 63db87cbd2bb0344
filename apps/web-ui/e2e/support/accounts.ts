/** A server with accounts, as a person meets it. */
import type { Page } from '@playwright/test';
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
