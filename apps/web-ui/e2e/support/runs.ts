import type { Browser, Page } from '@playwright/test';
import { node } from './flows';
import { expect } from './patient';

/** Runs the open flow with one value and waits for its answer. */
export async function runOpenFlow(
  page: Page,
  { field, value, answer }: { field: string; value: string; answer: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: field }).fill(value);
  await dialog.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByTestId('run-answer')).toHaveText(answer);
}

/** Opens the replay of the run that is shown, shares it, and gives the link. */
export async function shareShownRun(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Open in replay' }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.locator('[data-slot=secret-link]').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have copied it' }).click();
  return link;
}

/** Opens a link in a browser where nobody is signed in. */
export async function openAsAnybody(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  return page;
}

/** Changes what an expression of the open flow computes, and waits until it is saved. */
export async function changeExpression(page: Page, label: string, expression: string): Promise<void> {
  await node(page, label).dblclick();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Expression' }).fill(expression);
  await expect(page.getByText(/^autosaved/)).toBeVisible();
}
