import type { Page } from '@playwright/test';
import { seriousProblems } from './support/axe';
import { expect, test } from './support/test';

/** One text in, the same text with an exclamation mark out. */
const SHOUT = {
  name: 'Shout',
  nodes: [
    { id: 'text', kind: 'input', label: 'Words', config: { name: 'text', label: 'What to shout' } },
    { id: 'shout', kind: 'expression', label: 'Louder', config: { expression: 'input + "!"' } },
    { id: 'result', kind: 'output', label: 'Shouted', config: { name: 'answer' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'shout', port: 'input' } },
    { id: 'e2', from: { node: 'shout', port: 'value' }, to: { node: 'result', port: 'value' } },
  ],
};

test('shares a flow to be run by whoever has the link, until it is revoked', async ({
  signedIn: page,
  api,
  browser,
}) => {
  const { id } = await api.post<{ id: string }>('/flows', { flow: SHOUT });
  await api.post(`/flows/${id}/publish`);
  await page.goto(`/flows/${id}`);
  await openShare(page);
  await page.getByRole('combobox', { name: 'Whoever has the link may' }).click();
  await page.getByRole('option', { name: 'Look and run' }).click();
  const link = await makeLink(page);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'Shout' })).toBeVisible();
  expect(await seriousProblems(guest)).toEqual([]);
  await expect(guest.getByRole('navigation')).toHaveCount(0);
  await guest.getByRole('textbox', { name: 'What to shout' }).fill('Hello');
  await guest.getByRole('button', { name: 'Run' }).click();
  await expect(guest.getByRole('region', { name: 'Result' })).toContainText('Hello!');

  await openShare(page);
  const links = page.getByRole('list', { name: 'Links that work' });
  await links.getByRole('button', { name: 'Revoke' }).click();
  await expect(links).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Nothing is shared here' })).toBeVisible();
  await guest.context().close();
});

test('shares a run as it went', async ({ signedIn: page, api, browser }) => {
  const { id } = await api.post<{ id: string }>('/flows', { flow: SHOUT });
  await api.post(`/flows/${id}/publish`);
  const run = await api.post<{ runId: string }>(`/published/${id}/runs`, { input: { text: 'Once' } });
  await page.goto(`/runs/${run.runId}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await makeLink(page);
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole('region', { name: 'Result' })).toContainText('Once!');
  // A replay: each node tells what went in and came out at the moment that is shown.
  const canvas = guest.getByTestId('flow-canvas');
  await canvas.getByText('Louder').click();
  const node = guest.getByRole('region', { name: 'Node' });
  await expect(node.getByRole('region', { name: 'Input' })).toContainText('Once');
  await expect(node.getByRole('region', { name: 'Output' })).toContainText('Once!');
  expect(await seriousProblems(guest)).toEqual([]);
  const scrubber = guest.getByRole('slider', { name: 'Event' });
  await scrubber.press('Home');
  await expect(node).toContainText('has not run yet');
  for (let step = 0; !(await node.textContent())?.includes('Once!'); step += 1) {
    expect(step).toBeLessThan(20);
    await guest.getByRole('button', { name: 'Step on' }).click();
  }
  await expect(guest.getByRole('slider', { name: 'Event' })).not.toHaveValue('0');
  await guest.context().close();
});

async function openShare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Share by a link…' }).click();
}

/** Makes the link of the open dialog and gives its address. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.locator('[data-slot=secret-link]').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have copied it' }).click();
  return link;
}
