/** Deployments on the double of Akash, by clicking. */
import type { Page } from '@playwright/test';
import { AKASH_KEY } from './akash';
import { expect } from './patient';
import { sealWanted } from './vault';

/** From the page of a flow to the form of a new deployment. */
export async function openWizard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Deploy on Akash…' }).click();
  await expect(page.getByRole('heading', { name: 'New deployment on Akash' })).toBeVisible();
}

/** Through the page of the vault, as the notice leads there, and back. */
export async function addAkashKey(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Add the key' }).click();
  await expect(page.getByRole('checkbox', { name: 'Akash' })).toBeChecked();
  await sealWanted(page, { name: 'AKASH_API_KEY', value: AKASH_KEY });
  await expect(page.getByRole('heading', { name: 'New deployment on Akash' })).toBeVisible();
}

/** Drafts what the form says, with a bid to be chosen by hand. */
export async function draftByHand(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Container image of CodexOS' }).fill('registry.example/codexos:1');
  await page.getByRole('combobox', { name: 'Which bid is taken' }).click();
  await page.getByRole('option', { name: 'I choose by hand' }).click();
  await page.getByRole('button', { name: 'Draft it' }).click();
  await expect(page.getByText('The SDL is right.')).toBeVisible();
}

/** Lets the tools of what is deployed call a service in a private network, by a line of the SDL. */
export async function allowAddress(page: Page, host: string): Promise<void> {
  const sdl = page.getByRole('textbox', { name: 'SDL' });
  const text = await sdl.inputValue();
  await sdl.fill(text.replace(/# (- CODEXOS_ALLOWED_ADDRESSES=).*/, `$1${host}`));
}

/** Sends the draft, chooses the bid of a provider, and gives the address that answers in the end. */
export async function deployAt(page: Page, provider: string): Promise<string> {
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.getByRole('button', { name: `Choose ${provider}` }).click({ timeout: 30_000 });
  const endpoint = page.getByRole('link', { name: /^http:\/\/127\.0\.0\.1:\d+$/ });
  await expect(endpoint).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  return (await endpoint.getAttribute('href')) ?? '';
}

/** Makes a token for the open deployment and gives its value. */
export async function makeCallToken(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const value = (await dialog.locator('[data-slot=token-value]').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('list', { name: 'API tokens' })).toContainText(name);
  return value;
}

/** Calls a deployed flow as any program would. */
export async function callDeployed(
  endpoint: string,
  { flowId, token, input }: { flowId: string; token: string; input: object },
): Promise<unknown> {
  const response = await fetch(`${endpoint}/api/v1/published/${flowId}/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ input }),
  });
  return response.json();
}

export async function closeDeployment(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close…' }).click();
  await page.getByRole('button', { name: 'Close and get the refund' }).click();
  await expect(page.getByText('Closed', { exact: true })).toBeVisible();
  await expect(page.getByText(/spent, \$\d\.\d\d came back/)).toBeVisible();
}
