import type { Page } from '@playwright/test';
import { startAkash, type Akash } from './support/akash';
import type { Api } from './support/api';
import { seriousProblems } from './support/axe';
import {
  addAkashKey,
  callDeployed,
  closeDeployment,
  draftByHand,
  makeCallToken,
  openWizard,
} from './support/deployments';
import { openFlow } from './support/flows';
import { expect, test } from './support/test';

let akash: Akash;
test.beforeAll(async ({ studio }) => {
  akash = await startAkash(studio);
});
test.afterAll(() => akash.stop());
test.afterEach(() => akash.heal());

const shout = {
  name: 'Shout on Akash',
  nodes: [
    { id: 'text', kind: 'input', label: 'Text', config: { name: 'text' }, position: { x: 0, y: 0 } },
    {
      id: 'shout',
      kind: 'expression',
      label: 'Shout',
      config: { expression: 'input + "!"' },
      position: { x: 320, y: 0 },
    },
    { id: 'result', kind: 'output', label: 'Result', config: { name: 'answer' }, position: { x: 640, y: 0 } },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'shout', port: 'input' } },
    { id: 'e2', from: { node: 'shout', port: 'value' }, to: { node: 'result', port: 'value' } },
  ],
};

async function openWizardOf(page: Page, flowId: string): Promise<void> {
  await page.goto(`/flows/${flowId}`);
  await openWizard(page);
}

async function hasKey(api: Api): Promise<boolean> {
  return (await api.get<{ keyState: string }>('/akash')).keyState === 'present';
}

test('a flow goes to Akash and back: key, SDL, price, bids, endpoint, token, answer, logs, refund', async ({
  signedIn: page,
  api,
  studio,
}) => {
  test.setTimeout(120_000);
  const flowId = await openFlow(page, api, shout);
  await api.post(`/flows/${flowId}/publish`, {});
  await openWizardOf(page, flowId);
  await expect(page.getByText('Simulated.')).toBeVisible();
  if (!(await hasKey(api))) await addAkashKey(page);
  await expect(page.getByRole('combobox', { name: 'What to deploy' })).toContainText('Shout on Akash');
  expect(await seriousProblems(page)).toEqual([]);
  await draftByHand(page);
  const sdl = page.getByRole('textbox', { name: 'SDL' });
  const right = await sdl.inputValue();
  await sdl.fill(right.replace('units: 1', 'units: many'));
  await expect(page.getByRole('list', { name: 'Problems of the SDL' })).toContainText(/Line \d+:/);
  await expect(page.getByRole('button', { name: 'Deploy', exact: true })).toBeDisabled();
  await sdl.fill(right);
  await expect(page.getByText('The SDL is right.')).toBeVisible();
  const estimate = page.getByRole('table', { name: 'Estimate' });
  for (const cloud of ['Akash', 'AWS Fargate', 'Google GKE Autopilot', 'Azure Container Instances'])
    await expect(estimate.getByRole('cell', { name: cloud, exact: true })).toBeVisible();
  await expect(estimate).toContainText('730.488 h × (1 CPU × $0.04048');
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();

  await expect(page.getByText(/the bids expire in \d:\d\d/)).toBeVisible({ timeout: 20_000 });
  const path = new URL(page.url()).pathname;
  expect(await seriousProblems(page)).toEqual([]);
  await page.reload();
  await expect(page.getByText(/the bids expire in \d:\d\d/)).toBeVisible();
  const { startAddress } = await studio.crashAndRestart();
  await page.goto(startAddress);
  await page.getByRole('link', { name: 'Flows' }).first().waitFor();
  await page.goto(new URL(path, startAddress).href);
  await page.getByRole('button', { name: 'Choose provider.north.example' }).click();

  const endpoint = page.getByRole('link', { name: /^http:\/\/127\.0\.0\.1:\d+$/ });
  await expect(endpoint).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  const address = (await endpoint.getAttribute('href')) ?? '';
  const token = await makeCallToken(page, 'Nightly report');
  expect(token).toMatch(/^cdxd_/);
  const answer = await callDeployed(address, { flowId, token, input: { text: 'Hello' } });
  expect(answer).toMatchObject({ status: 'completed', output: 'Hello!' });
  await expect(page.getByRole('log')).toContainText('CodexOS is running', { timeout: 15_000 });
  expect(await seriousProblems(page)).toEqual([]);

  await closeDeployment(page);
  await expect(fetch(address)).rejects.toThrow();
});

test('a failure shows its cause and its remedy, and trying again goes on', async ({
  signedIn: page,
  api,
}) => {
  akash.fail('balance-empty');
  const flowId = await openFlow(page, api, { ...shout, name: 'Poor flow' });
  await api.post(`/flows/${flowId}/publish`, {});
  await openWizardOf(page, flowId);
  if (!(await hasKey(api))) await addAkashKey(page);
  await draftByHand(page);
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'The balance does not suffice' });
  await expect(notice).toContainText('The account has $0.00, and the deposit is $5.00.');
  await expect(notice).toContainText('Add funds in Akash Console');
  akash.heal();
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/the bids expire in \d:\d\d/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Close…' }).click();
  await page.getByRole('button', { name: 'Close and get the refund' }).click();
  await expect(page.getByText('$0.00 spent, $5.00 came back')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Deployments' }).first().click();
  await expect(page.getByRole('list', { name: 'Deployments' })).toContainText('Poor flow');
});
