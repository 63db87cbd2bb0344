import { appendFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

test('searches, lists documents and opens the file at the lines', async ({ signedIn: page, api, studio }) => {
  const { knowledgeBaseId } = await readRepository(api, studio.repository, 'Searched');
  await page.goto(`/knowledge/${knowledgeBaseId}?tab=search`);
  await page.getByRole('searchbox', { name: 'Search Searched' }).fill('openGate attempts');
  const first = page.getByRole('list', { name: 'Results' }).getByRole('listitem').first();
  await expect(first).toContainText('open-gate.ts');
  await expect(page.getByText(/results? in .* from \d+ chunks/)).toBeVisible();
  await page.getByRole('tab', { name: 'Documents' }).click();
  await page.getByRole('searchbox', { name: 'Search documents' }).fill('pause');
  const documents = page.getByRole('region', { name: 'Documents' });
  await expect(documents.getByRole('listitem')).toHaveCount(1);
  await documents.getByRole('link', { name: /src\/pause\.ts/ }).click();
  await expect(page).toHaveURL(/\/files\/.*path=src%2Fpause\.ts/);
  await expect(page.getByRole('region', { name: 'src/pause.ts' })).toContainText('export const pause');
});

test('reads again what changed, measures, and removes a source by its name', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const folder = join(dirname(studio.repository), 'measured');
  cpSync(studio.repository, folder, { recursive: true });
  const { knowledgeBaseId } = await readRepository(api, folder, 'measured');
  await page.goto(`/knowledge/${knowledgeBaseId}`);
  const source = page.getByRole('article', { name: 'measured' });
  await expect(source.getByText(/4 added/)).toBeVisible();
  appendFileSync(join(folder, 'src/lock.ts'), '\nexport const KEYS = 3;\n');
  await source.getByRole('button', { name: 'Read again' }).click();
  await expect(source.getByText(/1 changed, 3 unchanged/)).toBeVisible();

  await page.getByRole('tab', { name: 'Quality' }).click();
  await page.getByRole('button', { name: 'Measure retrieval' }).click();
  await expect(page.getByRole('region', { name: 'Questions in words' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Share of questions whose right place is among the first ten.')).toBeVisible();

  await page.getByRole('tab', { name: 'Sources' }).click();
  await source.getByRole('button', { name: 'Remove measured' }).click();
  const remove = page.getByRole('button', { name: 'Remove the source' });
  await expect(remove).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type measured to confirm' }).fill('measured');
  await remove.click();
  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible();
});

test('creates, describes and deletes a knowledge base', async ({ signedIn: page }) => {
  await page.goto('/knowledge');
  await page.getByRole('button', { name: 'New knowledge base' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Short-lived');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Only for a test');
  await page.keyboard.press('Tab');
  await page.goto('/knowledge');
  await expect(page.getByRole('link', { name: /Short-lived/ })).toContainText('Only for a test');
  await page.getByRole('link', { name: /Short-lived/ }).click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('textbox', { name: 'Type Short-lived to confirm' }).fill('Short-lived');
  await page.getByRole('button', { name: 'Delete the knowledge base' }).click();
  await expect(page).toHaveURL(/\/knowledge$/);
  await expect(page.getByRole('link', { name: /Short-lived/ })).toBeHidden();
});
