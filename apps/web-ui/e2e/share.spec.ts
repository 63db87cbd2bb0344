import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seriousProblems } from './support/axe';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

/** One text in, the same text with an exclamation mark out. */
const SHOUT = {
  name: 'Shout',
  nodes: [
    {
      id: 'text',
      kind: 'input',
      label: 'Words',
      config: { name: 'text', label: 'What to shout' },
      position: { x: 0, y: 0 },
    },
    {
      id: 'shout',
      kind: 'expression',
      label: 'Louder',
      config: { expression: 'input + "!"' },
      position: { x: 320, y: 0 },
    },
    {
      id: 'result',
      kind: 'output',
      label: 'Shouted',
      config: { name: 'answer' },
      position: { x: 640, y: 0 },
    },
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
  await page.getByRole('button', { name: 'Share', exact: true }).click();
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

test('shares a chat by a link that is copied and ends by itself', async ({
  signedIn: page,
  api,
  studio,
  context,
  browser,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const read = await readRepository(api, studio.repository, 'Shared chat');
  const { id } = await api.post<{ id: string }>('/conversations', {
    partner: { type: 'repository' },
    source: read,
  });
  await page.goto(`/chat/${id}`);
  await page.getByRole('textbox', { name: 'Message' }).fill('How long does the pause grow?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Answer again' })).toBeVisible();

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Good for' }).click();
  await page.getByRole('option', { name: '1 day' }).click();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Links that work' })).toContainText(/ends (in|tomorrow)/);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole('list', { name: 'Messages' })).toContainText('How long does the pause grow?');
  await expect(guest.getByText(/^The link ends/)).toBeVisible();
  // Of a cited file there are the cited lines and no way to the rest.
  await guest.getByRole('list', { name: 'Sources' }).locator('summary').first().click();
  await expect(guest.locator('details[open] code').first()).toBeVisible();
  await expect(guest.getByRole('main').getByRole('link')).toHaveCount(0);
  expect(await seriousProblems(guest)).toEqual([]);

  endLinks(studio.dataFolder, id);
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Nothing is shared here' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Make the link' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Links that work' })).toHaveCount(0);
  await guest.context().close();
});

/** Lets the day pass for the links of a thing. */
function endLinks(dataFolder: string, thingId: string): void {
  const database = new DatabaseSync(join(dataFolder, 'codexos.sqlite'));
  database.prepare('UPDATE share_links SET expires_at = ? WHERE thing_id = ?').run(Date.now() - 1, thingId);
  database.close();
}

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
