import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

test('walks the tree by keyboard', async ({ signedIn: page, api, studio }) => {
  const { sourceId } = await readRepository(api, studio.repository, 'Walked');
  await page.goto(`/files/${sourceId}`);
  const item = (name: string) => page.getByRole('treeitem', { name, exact: true });
  await item('src').focus();
  await page.keyboard.press('ArrowRight');
  await expect(item('open-gate.ts')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(item('lock.ts')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item('README.md')).toBeFocused();
  await page.keyboard.press('p');
  await expect(item('pause.ts')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'src/pause.ts' })).toContainText('export const pause');
  await page.keyboard.press('ArrowLeft');
  await expect(item('src')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(item('pause.ts')).toBeHidden();
  await page.keyboard.press('Home');
  await expect(item('src')).toBeFocused();
});

test('marks lines, keeps them in the address, and goes back', async ({ signedIn: page, api, studio }) => {
  const { sourceId } = await readRepository(api, studio.repository, 'Marked');
  await page.goto(`/files/${sourceId}?path=src/open-gate.ts&lines=2-4`);
  await expect(page.locator('[data-marked]')).toHaveCount(3);
  await page.getByRole('button', { name: 'Mark line 6' }).click();
  await page.getByRole('button', { name: 'Mark line 8' }).click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/lines=6-8/);
  await expect(page.locator('[data-marked]')).toHaveCount(3);
  await page.getByRole('treeitem', { name: 'lock.ts' }).click();
  await expect(page.getByRole('region', { name: 'src/lock.ts' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'src/open-gate.ts' })).toBeVisible();
});

test('shows the cited version of a file that has changed', async ({ signedIn: page, api, studio }) => {
  const folder = join(dirname(studio.repository), 'changing');
  cpSync(studio.repository, folder, { recursive: true });
  const { sourceId } = await readRepository(api, folder, 'changing');
  const cited = await api.get<{ blobHash: string }>(`/sources/${sourceId}/file?path=src/pause.ts`);
  writeFileSync(join(folder, 'src/pause.ts'), 'export const pause = undefined;\n');
  await page.goto(`/files/${sourceId}?path=src/pause.ts&lines=2-2&blob=${cited.blobHash}`);
  await expect(page.getByText('The file has changed since it was read.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'src/pause.ts' })).toContainText('setTimeout(done, ms)');
  await page.getByRole('button', { name: 'Show the current file' }).click();
  await expect(page.getByRole('region', { name: 'src/pause.ts' })).toContainText('pause = undefined');
  await expect(page.getByText('The file has changed since it was read.')).toBeHidden();
});

test('reads a document as text and as source, also on a phone', async ({ signedIn: page, api, studio }) => {
  const { sourceId } = await readRepository(api, studio.repository, 'Phone');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/files/${sourceId}`);
  await page.getByRole('button', { name: 'Open files of the source' }).click();
  await page.getByRole('treeitem', { name: 'README.md' }).click();
  await expect(page.getByRole('heading', { name: 'Lantern' })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: 'README.md' })).toBeHidden();
  await page.getByRole('button', { name: 'Source', exact: true }).click();
  await expect(page.getByRole('region', { name: 'README.md' })).toContainText('# Lantern');
});
