import type { Page } from '@playwright/test';
import { goTo } from './accounts';
import { expect } from './patient';

/** From the marketplace to the page of a listing, by searching. */
export async function findListing(page: Page, words: string, name: string): Promise<void> {
  await goTo(page, 'Marketplace');
  await page.getByRole('textbox', { name: 'Search the marketplace' }).fill(words);
  await page.getByRole('list', { name: 'Listings' }).getByRole('link', { name }).click();
  await expect(page.locator('#main').getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** Forks the listing that is open and gives the id of the flow. */
export async function forkIntoFlow(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Fork into this workspace' }).click();
  await expect(page).toHaveURL(/\/flows\//);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Publishes the draft of the open flow and lists it; ends on the page of the listing. */
export async function listOpenFlow(
  page: Page,
  { name, description }: { name: string; description: string },
): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'List in the marketplace…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Nothing of this flow is published yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Publish the draft' }).click();
  await expect(dialog.getByText('Nothing of this flow is published yet.')).toBeHidden();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Description' }).fill(description);
  await dialog.getByRole('button', { name: 'Sign and list it' }).click();
  await expect(page).toHaveURL(/\/marketplace\/server\//);
  await expect(page.locator('#main').getByRole('heading', { name, level: 1 })).toBeVisible();
}
