import type { Page } from '@playwright/test';
import { seriousProblems } from './support/axe';
import { node, openFlow } from './support/flows';
import { expect, test } from './support/test';

/** The lookup fails for every text, which has no fields. */
const LOOKUP = {
  name: 'Look up',
  nodes: [
    { id: 'text', kind: 'input', label: 'Text', config: { name: 'text' }, position: { x: 0, y: 0 } },
    {
      id: 'lookup',
      kind: 'expression',
      label: 'Lookup',
      config: { expression: 'input.missing' },
      position: { x: 320, y: 0 },
    },
    {
      id: 'excuse',
      kind: 'expression',
      label: 'Excuse',
      config: { expression: '"Sorry: " + input.code' },
      position: { x: 640, y: 160 },
    },
    {
      id: 'all',
      kind: 'merge',
      label: 'Either',
      config: { combine: 'first' },
      position: { x: 960, y: 0 },
    },
    {
      id: 'result',
      kind: 'output',
      label: 'Result',
      config: { name: 'answer' },
      position: { x: 1280, y: 0 },
    },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'lookup', port: 'input' } },
    { id: 'e2', from: { node: 'lookup', port: 'value' }, to: { node: 'all', port: 'inputs' } },
    { id: 'e3', from: { node: 'excuse', port: 'value' }, to: { node: 'all', port: 'inputs' } },
    { id: 'e4', from: { node: 'all', port: 'value' }, to: { node: 'result', port: 'value' } },
  ],
};

test('a failure is a way of its own, or is covered by a value', async ({ signedIn: page, api }) => {
  await openFlow(page, api, LOOKUP);
  await node(page, 'Lookup').dblclick();
  await choose(page, 'go on from its Error port');
  await page.getByRole('button', { name: 'Connect Error to…' }).click();
  await page.getByRole('menuitem', { name: 'Excuse · Input' }).click();
  await expect(page.getByRole('list', { name: 'Error: edges to' })).toContainText('Excuse');
  expect(await seriousProblems(page)).toEqual([]);
  await run(page);
  await expect(page.getByTestId('run-answer')).toContainText('Sorry: EXPRESSION_FAILED');
  await expect(
    node(page, 'Lookup').getByRole('img', { name: /^Failed, and the flow went on/ }),
  ).toBeVisible();

  await node(page, 'Lookup').dblclick();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await choose(page, 'go on with a value');
  await page.getByRole('textbox', { name: 'Value instead' }).fill('nothing known');
  await node(page, 'Excuse').click();
  await page.keyboard.press('Delete');
  await run(page);
  await expect(page.getByTestId('run-answer')).toContainText('nothing known');
});

async function choose(page: Page, option: string): Promise<void> {
  await page.getByRole('combobox', { name: 'When all tries have failed' }).click();
  await page.getByRole('option', { name: option }).click();
}

async function run(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('textbox', { name: 'text' }).fill('Anything');
  await page.keyboard.press('Control+Enter');
}
