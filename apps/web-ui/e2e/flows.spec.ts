import { modelFlow } from './support/flows';
import { expect, test } from './support/test';

test('creates, renames, duplicates and deletes a flow, and takes the deletion back', async ({
  signedIn: page,
  api,
}) => {
  await api.post('/flows', { flow: modelFlow('First of its kind') });
  await page.goto('/flows');
  const more = page.getByRole('button', { name: 'More for First of its kind', exact: true });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('Second name');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Second name' })).toBeVisible();

  const moreOfSecond = page.getByRole('button', { name: 'More for Second name', exact: true });
  await moreOfSecond.click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('link', { name: 'Second name copy' })).toBeVisible();

  await moreOfSecond.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('link', { name: 'Second name', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Second name', exact: true })).toBeVisible();
});

test('imports a file and says what is wrong with another', async ({ signedIn: page }) => {
  await page.goto('/flows');
  await page.getByRole('button', { name: 'Import' }).click();
  const file = page.locator('input[type=file]');
  await file.setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"name":""}'),
  });
  await expect(page.getByRole('alert').filter({ hasText: 'holds no flow' })).toBeVisible();
  const good = JSON.stringify({ ...modelFlow('From a file'), edges: [] });
  await file.setInputFiles({ name: 'good.json', mimeType: 'application/json', buffer: Buffer.from(good) });
  await expect(page.getByText(/problem/)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('button', { name: 'From a file' })).toBeVisible();
});

test('keeps, compares, restores and publishes versions', async ({ signedIn: page, api }) => {
  const { id } = await api.post<{ id: string }>('/flows', { flow: modelFlow('Versions') });
  await page.goto(`/flows/${id}`);
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('textbox', { name: 'Name of the version' }).fill('Before');
  await page.getByRole('button', { name: 'Keep' }).click();
  const versions = page.getByRole('list', { name: 'Versions' });
  await expect(versions.getByText('Before')).toBeVisible();
  await page.locator('.react-flow__node').filter({ hasText: 'Writer' }).click();
  await page.keyboard.press('Delete');
  await versions.getByRole('button', { name: 'Compare' }).click();
  await expect(versions.getByText('Writer')).toBeVisible();
  await versions.getByRole('button', { name: 'Restore' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  await versions.getByRole('button', { name: 'Publish' }).click();
  await expect(versions.getByText('published')).toBeVisible();
});
