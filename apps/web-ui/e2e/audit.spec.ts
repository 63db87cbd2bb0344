import { seriousProblems } from './support/axe';
import { modelFlow } from './support/flows';
import { expect, test } from './support/test';

test('shows who changed what, and verifies the log', async ({ signedIn: page, api }) => {
  const { id } = await api.post<{ id: string }>('/flows', { flow: modelFlow('Audited') });
  await api.post(`/flows/${id}/publish`, {});
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Open the audit log' }).click();
  const entries = page.getByRole('table', { name: 'Entries of the audit log' });
  await expect(entries.getByRole('row', { name: /Create flow done Audited/ }).first()).toBeVisible();
  await entries
    .getByRole('row', { name: /Create flow done Audited/ })
    .first()
    .getByRole('button', { name: 'Audited' })
    .click();
  await expect(page.getByRole('textbox', { name: 'Only what was done to this id' })).toHaveValue(id);
  await expect(entries.getByRole('row')).toHaveCount(3);
  await expect(entries.getByRole('row', { name: /Publish flow/ })).toBeVisible();
  await entries
    .getByRole('button', { name: /^Details of entry/ })
    .first()
    .click();
  await expect(entries.getByRole('row').nth(2)).toContainText(/hash[0-9a-f]{64}/);
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByText(/Intact, \d+ entries/)).toBeVisible();
});
