import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startStudio, type StudioServer } from './support/server';
import { expect, test } from './support/test';

test.describe('in an empty workspace', () => {
  let studio: StudioServer;
  test.beforeEach(async ({ page }) => {
    studio = await startStudio();
    await page.goto(studio.startAddress);
  });
  test.afterEach(() => studio.stop());

  test('leads by clicking only to a cited answer', async ({ page }) => {
    const picker = page.getByRole('region', { name: 'Choose a repository' });
    await picker.getByRole('button', { name: dirname(studio.repository), exact: true }).click();
    await picker.getByText('lantern', { exact: true }).hover();
    await picker.getByRole('button', { name: 'Use lantern', exact: true }).click();
    const ask = page.getByRole('region', { name: 'Ask a question about a repository' });
    await ask.getByRole('button', { name: 'What does the README say?' }).click();
    await ask.getByRole('button', { name: 'Send' }).click();
    await expect(page).toHaveURL(/\/chat\/[0-9A-Z]{26}$/);
    const citation = page.getByRole('link', { name: /^Source 1:/ }).first();
    await expect(citation).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText('Built-in (no language model): each sentence is quoted')).toBeVisible();

    const name = (await citation.getAttribute('aria-label')) ?? '';
    await citation.hover();
    await expect(page.locator('[data-slot=citation-passage]')).toBeVisible();
    await citation.click();
    await expect(page).toHaveURL(/\/files\/[0-9A-Z]{26}\?path=.*&lines=\d+-\d+&blob=/);
    const firstLine = /:(\d+)/.exec(name.replace('Source 1:', ''))?.[1] ?? '';
    await expect(page.locator(`[data-line="${firstLine}"][data-marked]`)).toBeInViewport();
  });

  test('takes a question while the repository is still read', async ({ page }) => {
    // The answer of the server is held back, as a slow disk would.
    let letGo: () => void = () => undefined;
    const isHeld = new Promise<void>((done) => {
      letGo = done;
    });
    await page.route('**/sources', async (route) => {
      const response = await route.fetch();
      await isHeld;
      await route.fulfill({ response });
    });
    await page.getByRole('tab', { name: 'Path or git address' }).click();
    await page.getByRole('textbox', { name: 'Path or git address' }).fill(studio.repository);
    await page.getByRole('button', { name: 'Read it' }).click();
    await expect(page.getByRole('button', { name: 'Starting…' })).toBeDisabled();
    letGo();
    await page.getByRole('textbox', { name: 'Message' }).fill('What opens the gate?');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/chat\/[0-9A-Z]{26}$/);
    await expect(page.getByRole('link', { name: /^Source 1: .*open-gate\.ts/ }).first()).toBeVisible({
      timeout: 40_000,
    });
  });
});

test('offers to allow a folder that is refused, and goes on', async ({ signedIn: page, api, studio }) => {
  const outside = mkdtempSync(join(tmpdir(), 'codexos-outside-'));
  try {
    const folder = join(outside, 'beacon');
    cpSync(studio.repository, folder, { recursive: true });
    await page.goto('/knowledge');
    await page.getByRole('button', { name: 'New knowledge base' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Outside');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'Add a source' }).first().click();
    await page.getByRole('tab', { name: 'Path or git address' }).click();
    await page.getByRole('textbox', { name: 'Path or git address' }).fill(folder);
    await page.getByRole('button', { name: 'Read it' }).click();
    await expect(page.getByText('beacon is not an allowed folder yet')).toBeVisible();
    await page.getByRole('button', { name: 'Allow this folder' }).click();
    await expect(
      page.getByRole('article', { name: 'beacon' }).getByText(/4 files · \d+ chunks/),
    ).toBeVisible();
    // Its folder goes, and other specs must not be offered it.
    const { items } = await api.get<{ items: { id: string; name: string }[] }>('/knowledge');
    const { id = '' } = items.find(({ name }) => name === 'Outside') ?? {};
    await page.request.delete(`${studio.origin}/api/v1/knowledge/${id}`, {
      headers: { origin: studio.origin },
    });
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test('opens a template as a flow of one’s own', async ({ signedIn: page }) => {
  await page.goto('/');
  await page.getByRole('region', { name: 'Start from a flow' }).getByRole('button').first().click();
  await expect(page).toHaveURL(/\/flows\/[0-9A-Z]{26}/);
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Flows' }).getByRole('listitem')).not.toHaveCount(0);
});
