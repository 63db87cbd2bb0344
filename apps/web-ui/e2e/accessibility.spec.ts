import { seriousProblemsInBothThemes } from './support/axe';
import { modelFlow, node, openFlow } from './support/flows';
import { PAGES } from './support/pages';
import { expect, test } from './support/test';

for (const { name, path } of PAGES) {
  test(`the ${name} page has no serious problem`, async ({ signedIn: page }) => {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  });
}

test('the canvas, its panels and dialogs have no serious problem', async ({ signedIn: page, api }) => {
  test.setTimeout(120_000);
  await openFlow(page, api, modelFlow('Look', 'builtin/extractive'));
  await node(page, 'Writer').dblclick();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /Search/ })).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'question' }).fill('What is a gate?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('run-answer')).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open in replay' }).click();
  await expect(page.getByRole('slider', { name: 'Event' })).toBeVisible();
  expect(await seriousProblemsInBothThemes(page)).toEqual([]);
});
