import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelFlow } from './support/flows';
import { expect, test } from './support/test';

test('creates a token, shows it once, calls a published flow with it, revokes it', async ({
  signedIn: page,
  api,
  studio,
  request,
}) => {
  const flow = await api.post<{ id: string }>('/flows', { flow: modelFlow('Called') });
  await api.post(`/flows/${flow.id}/publish`, {});
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Nightly');
  await page.getByRole('button', { name: 'Create' }).click();
  const value = (await page.locator('[data-slot=token-value]').textContent()) ?? '';
  expect(value.length).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('list', { name: 'API tokens' })).toContainText('Nightly');
  await expect(page.getByText(value)).toHaveCount(0);
  await expect(page.getByText(`/api/v1/published/`).first()).toBeVisible();

  const call = () =>
    request.post(`${studio.origin}/api/v1/published/${flow.id}/runs`, {
      headers: { authorization: `Bearer ${value}`, cookie: '' },
      data: { input: { question: 'Hello' } },
    });
  const answer = await call();
  expect(answer.status()).toBe(200);
  expect((await answer.json()) as { output: string }).toMatchObject({ status: 'completed' });

  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page.getByRole('button', { name: 'Revoke the token' }).click();
  await expect(page.getByText('No tokens. Nobody can use this workspace from outside.')).toBeVisible();
  expect((await call()).status()).toBe(401);
});

test('allows a folder and withdraws it with an undo', async ({ signedIn: page }) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'codexos-allowed-')));
  try {
    await page.goto('/settings');
    const folders = page.getByRole('list', { name: 'Allowed folders' });
    await page.getByRole('textbox', { name: 'Allow one more folder' }).fill(folder);
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(folders.getByText(folder)).toBeVisible();
    await page.getByRole('button', { name: `Withdraw ${folder}` }).click();
    await expect(folders.getByText(folder)).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(folders.getByText(folder)).toBeVisible();
    await page.getByRole('button', { name: `Withdraw ${folder}` }).click();
    await expect(folders.getByText(folder)).toBeHidden();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('says what each provider lacks and offers the models that are ready', async ({ signedIn: page }) => {
  await page.goto('/settings');
  const providers = page.getByRole('list', { name: 'Providers' });
  await expect(providers).toContainText('OPENAI_API_KEY');
  await expect(providers).toContainText('local/scripted');
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('button', { name: /^Default model:/ }).click();
  await page.getByRole('option', { name: /scripted/ }).click();
  await expect(page.getByRole('button', { name: /^Default model:.*scripted/ })).toBeVisible();
  await page.getByRole('button', { name: /^Default model:/ }).click();
  await page.getByRole('option', { name: /Built-in/ }).click();
  await expect(page.getByRole('button', { name: /^Default model: Built-in/ })).toBeVisible();
});

test('keeps the chosen theme', async ({ signedIn: page }) => {
  await page.goto('/settings');
  await page.getByRole('radio', { name: /Dark/ }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/dark/);
});
