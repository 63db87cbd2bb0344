import { expect, test } from './support/test';

test('asks for the start token and takes the whole address', async ({ page, studio }) => {
  await page.goto(studio.origin);
  await expect(page.getByRole('heading', { name: 'Open the address from your terminal' })).toBeVisible();
  await page.getByRole('textbox', { name: /start token/ }).fill('wrong');
  await page.getByRole('button', { name: 'Open the studio' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByRole('textbox', { name: /start token/ }).fill(studio.startAddress);
  await page.getByRole('button', { name: 'Open the studio' }).click();
  await expect(page.getByRole('link', { name: 'Flows' }).first()).toBeVisible();
});

test('takes the token out of the address at once', async ({ atHome: page, studio }) => {
  expect(page.url()).not.toContain(studio.startAddress.split('#')[1] ?? 'start');
  await page.reload();
  await expect(page.getByRole('link', { name: 'Flows' }).first()).toBeVisible();
});
