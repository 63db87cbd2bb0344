/** Governance on the local chain: by clicking, and what specs need made without clicking. */
import type { Page } from '@playwright/test';
import { goTo } from './accounts';
import type { Api } from './api';
import { expect } from './patient';

interface Stakeholder {
  address: string;
  localName?: string;
}

const UNIT = 10n ** 18n;

/** Lets time pass on the local chain, by the menu. */
export async function passTime(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Move the clock' }).click();
  await page.getByRole('menuitem', { name: `${label} forward` }).click();
  await expect(page.getByText('on the local chain').last()).toBeVisible();
}

/** Chooses the account that acts. */
export async function actAs(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Acting account' }).click();
  await page.getByRole('option', { name, exact: true }).click();
}

export async function stake(page: Page, amount: string): Promise<void> {
  await goTo(page, 'Governance');
  await page.getByRole('tab', { name: 'Stake' }).click();
  await page.getByRole('textbox', { name: 'Stake tokens' }).fill(amount);
  await page.getByRole('button', { name: 'Stake', exact: true }).click();
  const own = page.getByRole('region', { name: 'Your stake' });
  await expect(own.getByText(`${amount} CDX`).first()).toBeVisible();
}

export interface ParameterChange {
  title: string;
  /** As the choice is called, for example `Quorum, in percent`. */
  parameter: string;
  value: string;
  /** As it is before. */
  now: string;
}

/** From the table of parameters to a proposal that changes one; ends on the page of the proposal. */
export async function proposeParameter(page: Page, change: ParameterChange): Promise<void> {
  await page.getByRole('tab', { name: 'Parameters' }).click();
  await page.getByRole('link', { name: 'Propose a change' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(change.title);
  await page.getByRole('combobox', { name: 'Parameter', exact: true }).click();
  await page.getByRole('option', { name: change.parameter }).click();
  await expect(page.getByText(`It is ${change.now} now.`)).toBeVisible();
  await page.getByRole('textbox', { name: 'New value' }).fill(change.value);
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.locator('#main').getByRole('heading', { name: change.title })).toBeVisible();
}

/** Votes for the open proposal and takes it through the timelock, with the clock moved on in between. */
export async function passOpenProposal(page: Page): Promise<void> {
  await passTime(page, '48 hours');
  await passTime(page, 'One minute');
  await page.getByRole('button', { name: 'For', exact: true }).click();
  await expect(page.getByText('Will pass if the votes stand.')).toBeVisible();
  await passTime(page, 'Seven days');
  await page.getByRole('button', { name: 'Queue' }).click();
  await expect(page.getByText('waiting in the timelock', { exact: false })).toBeVisible();
  await passTime(page, '48 hours');
  await page.getByRole('button', { name: 'Execute' }).click();
  await expect(page.getByText('Done.')).toBeVisible();
}

export async function addressOf(api: Api, name: string): Promise<string> {
  const { stakeholders } = await api.get<{ stakeholders: Stakeholder[] }>('/governance');
  return stakeholders.find(({ localName }) => localName === name)?.address ?? '';
}

/** What an account does, without clicking. */
export async function act(api: Api, name: string, action: object): Promise<{ proposalId?: string }> {
  return api.post('/governance/actions', { account: await addressOf(api, name), action });
}

/** Stakes whole tokens, which vote from the next second on. */
export async function giveStake(api: Api, name: string, tokens: number): Promise<void> {
  await act(api, name, { type: 'stake', amount: (BigInt(tokens) * UNIT).toString() });
  await api.post('/governance/clock', { seconds: 60 });
}

/** A proposal of Account 1, by the API. */
export async function propose(
  api: Api,
  title: string,
  { category = 'general', steps = [{ type: 'signal' }] }: { category?: string; steps?: object[] } = {},
): Promise<string> {
  const action = { type: 'propose', track: 'standard', category, title, description: 'Because.', steps };
  const { proposalId } = await act(api, 'Account 1', action);
  if (proposalId === undefined) throw new Error('No proposal was made.');
  return proposalId;
}
