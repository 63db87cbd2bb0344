import type { Page } from '@playwright/test';
import { seriousProblems } from './support/axe';
import { node, openFlow } from './support/flows';
import { expect, test } from './support/test';

const RELEASE = {
  name: 'Release',
  nodes: [
    { id: 'text', kind: 'input', label: 'Notes', config: { name: 'notes' }, position: { x: 0, y: 0 } },
    {
      id: 'pause',
      kind: 'wait',
      label: 'Breathe',
      config: { amount: 1, unit: 'seconds' },
      position: { x: 300, y: 0 },
    },
    {
      id: 'ask',
      kind: 'ask',
      label: 'Where to',
      config: { question: 'Where shall “{{ input }}” go?' },
      position: { x: 600, y: 0 },
    },
    {
      id: 'approve',
      kind: 'approval',
      label: 'Last look',
      config: { question: 'Really to {{ input.channel }}?' },
      position: { x: 900, y: 0 },
    },
    {
      id: 'result',
      kind: 'output',
      label: 'Result',
      config: { name: 'answer' },
      position: { x: 1200, y: 0 },
    },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'pause', port: 'input' } },
    { id: 'e2', from: { node: 'pause', port: 'value' }, to: { node: 'ask', port: 'input' } },
    { id: 'e3', from: { node: 'ask', port: 'answer' }, to: { node: 'approve', port: 'input' } },
    { id: 'e4', from: { node: 'approve', port: 'approved' }, to: { node: 'result', port: 'value' } },
  ],
};

test('a run waits for a while, for a form and for a decision, over a reload', async ({
  signedIn: page,
  api,
}) => {
  await openFlow(page, api, RELEASE);
  await node(page, 'Where to').dblclick();
  await page.getByRole('textbox', { name: 'Name of field 1' }).fill('channel');
  await page.getByRole('textbox', { name: 'Label of field 1' }).fill('Channel');
  await page.getByRole('combobox', { name: 'Type of field 1' }).click();
  await page.getByRole('option', { name: 'Choice' }).click();
  await page.getByRole('textbox', { name: 'Options of field 1' }).fill('mail, web');
  expect(await seriousProblems(page)).toEqual([]);

  await page.keyboard.press('Control+Enter');
  await page.getByRole('textbox', { name: 'notes' }).fill('Version two');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Where shall “Version two” go?')).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await openLatestRun(page, api);
  await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeDisabled();
  await page.getByRole('combobox', { name: 'Channel' }).click();
  await page.getByRole('option', { name: 'web' }).click();
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(page.getByText('Really to web?')).toBeVisible();
  await page.getByRole('textbox', { name: 'Comment optional' }).fill('Go.');
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByTestId('run-answer')).toContainText('web');
});

async function openLatestRun(page: Page, api: { get: <T>(path: string) => Promise<T> }): Promise<void> {
  const { items } = await api.get<{ items: { id: string }[] }>('/runs');
  await page.goto(`/runs/${items[0]?.id ?? ''}`);
}
