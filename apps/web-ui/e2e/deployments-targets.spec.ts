/** An agent and CodexOS itself on Akash by clicking, looked at again after a reload at each state. */
import type { Page } from '@playwright/test';
import { startAkash, type Akash } from './support/akash';
import { addAkashKey, closeDeployment, deployAt, draftByHand, makeCallToken } from './support/deployments';
import { expect } from './support/patient';
import { test } from './support/test';

let akash: Akash;
test.beforeAll(async ({ studio }) => {
  akash = await startAkash(studio);
});
test.afterAll(() => akash.stop());

test('deploys an agent after a refusal, and it answers', async ({ signedIn: page, api }) => {
  test.setTimeout(300_000);
  const { id } = await api.post<{ id: string }>('/agents', {
    name: 'Far clerk',
    config: { model: 'builtin/extractive' },
  });
  await api.post(`/agents/${id}/publish`, {});
  await page.goto('/deployments/new');
  await addAkashKey(page);
  await choose(page, 'Agent: Far clerk');
  await draftByHand(page);
  await reloadTo(page, () => expect(page.getByText('The SDL is right.')).toBeVisible());

  akash.fail('create-sdl-refused');
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'the image is blocked' });
  await reloadTo(page, () => expect(notice).toBeVisible());
  akash.heal();
  await notice.getByRole('button', { name: 'Try again' }).click();
  // A creation that was refused is only sent again once no late answer can come any more.
  const bids = page.getByText(/the bids expire in \d:\d\d/);
  await reloadTo(page, () => expect(bids).toBeVisible({ timeout: 90_000 }));
  await page.getByRole('button', { name: 'Choose provider.north.example' }).click();
  const endpoint = page.getByRole('link', { name: /^http:\/\/127\.0\.0\.1:\d+$/ });
  await expect(endpoint).toBeVisible({ timeout: 120_000 });
  await reloadTo(page, () => expect(page.getByText('Live', { exact: true }).first()).toBeVisible());

  const token = await makeCallToken(page, 'Caller');
  const answer = await fetch(`${await endpoint.getAttribute('href')}/api/v1/published/${id}/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ input: { request: 'Say hello.' } }),
  });
  expect(await answer.json()).toMatchObject({ status: 'completed' });
  await closeDeployment(page);
  await reloadTo(page, () => expect(page.getByText('Closed', { exact: true })).toBeVisible());
});

test('deploys CodexOS itself, and tells when its lease is lost', async ({ signedIn: page, api }) => {
  test.setTimeout(300_000);
  await page.goto('/deployments/new');
  if ((await api.get<{ keyState: string }>('/akash')).keyState !== 'present') await addAkashKey(page);
  await choose(page, 'CodexOS itself');
  await draftByHand(page);
  const address = await deployAt(page, 'provider.north.example');
  // A real one, which wants its first account.
  const ready = await fetch(`${address}/api/v1/health/ready`);
  expect(await ready.json()).toMatchObject({ status: 'ok' });
  const options = await fetch(`${address}/api/v1/session/options`);
  expect(await options.json()).toMatchObject({ mode: 'accounts', needsSetup: true });

  akash.fail('lease-lost');
  const notice = page.getByRole('alert').filter({ hasText: 'The lease has ended' });
  // A live deployment is looked at every 30 s.
  await expect(notice).toContainText('Close the deployment to get the deposit back.', { timeout: 90_000 });
  await reloadTo(page, () => expect(notice).toBeVisible());
  akash.heal();
  await closeDeployment(page);
});

async function choose(page: Page, target: string): Promise<void> {
  await page.getByRole('combobox', { name: 'What to deploy' }).click();
  await page.getByRole('option', { name: target }).click();
}

/** What is shown is shown again by a page that knows nothing of before. */
async function reloadTo(page: Page, isShown: () => Promise<void>): Promise<void> {
  await isShown();
  await page.reload();
  await isShown();
}
