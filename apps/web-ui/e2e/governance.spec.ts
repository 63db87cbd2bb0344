import type { Page } from '@playwright/test';
import { seriousProblems } from './support/axe';
import { expect, test } from './support/test';

async function passTime(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Move the clock' }).click();
  await page.getByRole('menuitem', { name: `${label} forward` }).click();
  await expect(page.getByText('on the local chain').last()).toBeVisible();
}

async function actAs(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Acting account' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

test('stake, propose, simulate, vote, queue and execute, by clicking', async ({ signedIn: page }) => {
  test.setTimeout(120_000);
  await page.goto('/governance');
  await expect(page.getByRole('heading', { name: 'No proposals yet' })).toBeVisible();

  await page.getByRole('tab', { name: 'Stake' }).click();
  await page.getByRole('textbox', { name: 'Stake tokens' }).fill('50,000');
  await page.getByRole('button', { name: 'Stake', exact: true }).click();
  const own = page.getByRole('region', { name: 'Your stake' });
  await expect(own.getByText('50,000 CDX').first()).toBeVisible();
  const recipient = await page.getByRole('cell', { name: 'Account 2' }).first().getAttribute('title');

  await page.getByRole('link', { name: 'New proposal' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Pay for the audit');
  await page.getByRole('textbox', { name: 'Why (Markdown)' }).fill('The **report** is in.');
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Treasury' }).click();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Pay from the treasury' }).click();
  await page.getByRole('textbox', { name: 'Recipient' }).fill(recipient ?? '');
  await page.getByRole('textbox', { name: 'Amount' }).fill('480,001');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('would fail: TreasuryInsufficientFunds', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'Amount' }).fill('5,000');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('would work')).toBeVisible();
  await page.getByRole('button', { name: 'Propose' }).click();

  await expect(page.locator('#main').getByRole('heading', { name: 'Pay for the audit' })).toBeVisible();
  await expect(page.getByText('Under discussion.', { exact: false })).toBeVisible();
  await passTime(page, '48 hours');
  await passTime(page, 'One minute');
  await page.getByRole('textbox', { name: 'Vote as Account 1' }).fill('The work is done');
  await page.getByRole('button', { name: 'For', exact: true }).click();
  await expect(page.getByText('Will pass if the votes stand.')).toBeVisible();
  await expect(page.getByText('The work is done')).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await passTime(page, 'Seven days');
  await page.getByRole('button', { name: 'Queue' }).click();
  await expect(page.getByText('waiting in the timelock', { exact: false })).toBeVisible();
  await passTime(page, '48 hours');
  await page.getByRole('button', { name: 'Execute' }).click();
  await expect(page.getByText('Done.')).toBeVisible();

  await page.goto('/governance?tab=treasury');
  await expect(page.getByText('Paid 5,000 CDX to Account 2')).toBeVisible();
});

test('a delegate votes, and the guardian vetoes', async ({ signedIn: page }) => {
  test.setTimeout(120_000);
  await page.goto('/governance?tab=stake');
  await actAs(page, 'Account 3');
  await page.getByRole('textbox', { name: 'Stake tokens' }).fill('2,000');
  await page.getByRole('button', { name: 'Stake', exact: true }).click();
  await expect(
    page.getByRole('region', { name: 'Your stake' }).getByText('98,000 CDX', { exact: true }),
  ).toBeVisible();
  const delegate = await page.getByRole('cell', { name: 'Account 4' }).first().getAttribute('title');
  await page.getByRole('textbox', { name: 'Delegate to' }).fill(delegate ?? '');
  await page.getByRole('button', { name: 'Delegate', exact: true }).click();
  await expect(page.getByText('Now Account 4.', { exact: false })).toBeVisible();

  await actAs(page, 'Account 4');
  await passTime(page, 'One minute');
  await page.getByRole('link', { name: 'New proposal' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Meet on Mondays');
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.locator('#main').getByRole('heading', { name: 'Meet on Mondays' })).toBeVisible();
  await actAs(page, 'Guardian');
  await page.getByRole('button', { name: 'Veto' }).click();
  await page.getByRole('button', { name: 'Veto it' }).click();
  await expect(page.getByText('vetoed by the guardian', { exact: false })).toBeVisible();
});
