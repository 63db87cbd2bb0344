/** Steps on the pages of governance that several specs take. */
import { expect, type Page } from '@playwright/test';
import type { Api } from './api';

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

export async function addressOf(api: Api, name: string): Promise<string> {
  const { stakeholders } = await api.get<{ stakeholders: Stakeholder[] }>('/governance');
  return stakeholders.find(({ localName }) => localName === name)?.address ?? '';
}

/** What an account does, without clicking. */
export async function act(api: Api, name: string, action: object): Promise<{ proposalId?: string }> {
  return api.post('/governance/actions', { account: await addressOf(api, name), action });
}

/** Stakes whole tokens, which vote from the next second on. */
export async function stake(api: Api, name: string, tokens: number): Promise<void> {
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
