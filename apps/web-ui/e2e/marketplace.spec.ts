import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seriousProblems } from './support/axe';
import { modelFlow, openFlow, type FlowFile } from './support/flows';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

test('finds a template, looks at it, forks it and runs it', async ({ signedIn: page, api, studio }) => {
  await readRepository(api, studio.repository, 'Forked on');
  await page.goto('/marketplace');
  const listings = page.getByRole('list', { name: 'Listings' });
  await expect(listings.getByRole('listitem').nth(11)).toBeVisible();
  await page.getByRole('textbox', { name: 'Search the marketplace' }).fill('mimi priorities');
  await expect(listings.getByRole('listitem')).toHaveCount(1);
  await listings.getByRole('link', { name: /CEO Mimi/ }).click();
  await expect(page.getByText('Comes with CodexOS.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What it needs' })).toContainText(
    'A repository or knowledge base',
  );
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Fork into this workspace' }).click();
  await expect(page).toHaveURL(/\/agents\//);
  await expect(page.getByText('CEO Mimi').first()).toBeVisible();
  const run = page.getByRole('region', { name: 'Test', exact: true });
  await run.getByRole('textbox', { name: 'Message' }).fill('What happens when the lock of the gate is busy?');
  await page.keyboard.press('Enter');
  await expect(run.getByText('Completed')).toBeVisible({ timeout: 20_000 });
});

test('previews a listed flow with pointer and keyboard, and nothing runs or is fetched', async ({
  signedIn: page,
  api,
}) => {
  await page.goto('/marketplace/builtin/call-a-service');
  const preview = page.getByRole('region', { name: /^Preview of the flow/ });
  const canvas = preview.getByTestId('flow-canvas');
  await expect(canvas.locator('.react-flow__node').first()).toBeVisible();
  const runsBefore = await api.get<{ items: unknown[] }>('/runs');
  const requests = watchRequests(page);

  const details = preview.getByRole('region', { name: 'Node' });
  await canvas.locator('.react-flow__node').nth(1).click();
  await expect(details.getByLabel('Settings')).toBeVisible();
  const viewport = canvas.locator('.react-flow__viewport');
  const before = await viewport.getAttribute('style');
  await canvas.getByRole('button', { name: 'Zoom in' }).click();
  await expect(viewport).not.toHaveAttribute('style', before ?? '');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The canvas has no box');
  const zoomed = await viewport.getAttribute('style');
  await page.mouse.move(box.x + box.width - 40, box.y + box.height - 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 120, box.y + box.height - 90, { steps: 4 });
  await page.mouse.up();
  await expect(viewport).not.toHaveAttribute('style', zoomed ?? '');
  await canvas.getByRole('button', { name: 'Fit the flow into view' }).click();

  const nodes = canvas.getByRole('listbox');
  await nodes.focus();
  await page.keyboard.press('Home');
  const first = await details.getByRole('heading').textContent();
  await page.keyboard.press('ArrowRight');
  await expect(details.getByRole('heading')).not.toHaveText(first ?? '');
  await page.keyboard.press('Enter');
  await expect(details).toBeFocused();
  // Neither the keys of the editor nor a drag change anything.
  await page.keyboard.press('Delete');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(requests).toEqual([]);
  expect(await api.get<{ items: unknown[] }>('/runs')).toEqual(runsBefore);
  expect(await seriousProblems(page)).toEqual([]);
});

test('shows hostile files without asking anything but the app itself', async ({ signedIn: page, api }) => {
  const hits: string[] = [];
  const canary = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const trap = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
  const markup = `<img src="${trap}/pixel" onerror="fetch('${trap}/script')">`;
  const file = await api.get<{ listing: { readme: string; content: { flow: FlowFile } } }>(
    '/marketplace/builtin/call-a-service/file',
  );
  const { flow } = file.listing.content;
  const hostileFlow = {
    ...flow,
    description: markup,
    nodes: flow.nodes.map((node) => ({ ...node, label: `<b>${trap}</b>` })),
  };
  const listing = {
    ...file.listing,
    readme: `![x](${trap}/image) [y](javascript:fetch('${trap}/link')) ${markup}`,
    content: { ...file.listing.content, flow: hostileFlow },
  };
  const upload = (name: string, content: object) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });

  await page.goto('/marketplace');
  await page.getByRole('button', { name: 'Import a file' }).click();
  const requests = watchRequests(page);
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(upload('hostile.json', { listing }));
  const preview = dialog.getByRole('region', { name: /^Preview of the flow/ });
  await preview.locator('.react-flow__node').first().click();
  await expect(preview.getByRole('region', { name: 'Node' })).toContainText(`<b>${trap}</b>`);
  await page.keyboard.press('Escape');

  await page.goto('/flows');
  await page
    .getByRole('button', { name: /Import/ })
    .first()
    .click();
  await dialog.locator('input[type=file]').setInputFiles(upload('flow.json', hostileFlow));
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();

  const own = /\/api\/v1\/(marketplace\/|catalogue|flows|templates|session|status|knowledge|settings)/;
  expect(requests.filter((url) => !own.test(new URL(url).pathname) || url.startsWith(trap))).toEqual([]);
  expect(hits).toEqual([]);
  canary.close();
});

/** Addresses that are asked from now on, without those of the pages themselves. */
function watchRequests(page: Page): string[] {
  const requests: string[] = [];
  const { origin } = new URL(page.url());
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isPage = url.origin === origin && !url.pathname.startsWith('/api/');
    // The status bar asks how quick the server is.
    if (!isPage && url.pathname !== '/api/v1/health/live') requests.push(request.url());
  });
  return requests;
}

test('lists a flow, exports it, changes a byte, and is refused; an update is shown before it is taken', async ({
  signedIn: page,
  api,
}) => {
  const flowId = await openFlow(page, api, modelFlow('Answer shortly', 'builtin/extractive'));
  await api.post(`/flows/${flowId}/publish`, {});
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'List in the marketplace…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Answers a question in few words.');
  await dialog
    .getByRole('textbox', { name: 'Readme' })
    .fill('![x](http://127.0.0.1:1/pixel) Ask it **anything**.');
  await dialog.getByRole('button', { name: 'Sign and list it' }).click();
  await expect(page).toHaveURL(/\/marketplace\/server\/answer-shortly/);
  await expect(page.getByText('Signed by Local user; unchanged since.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Preview of the flow: 3 nodes, 2 edges' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as a file' }).click();
  const path = await (await download).path();
  const text = readFileSync(path, 'utf8');
  await page.goto('/marketplace');
  await page.getByRole('button', { name: 'Import a file' }).click();
  const file = (content: string) => ({
    name: 'listing.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  const input = page.getByRole('dialog').locator('input[type=file]');
  await input.setInputFiles(file(text.replace('few words', 'many words')));
  await expect(page.getByRole('alert')).toContainText('was changed after its author signed it');
  await expect(page.getByRole('button', { name: 'Fork into this workspace' })).toBeDisabled();
  await input.setInputFiles(file(text));
  await expect(page.getByRole('dialog')).toContainText('Signed by Local user');
  await page.keyboard.press('Escape');

  await page.goto('/marketplace/server/answer-shortly');
  await page.getByRole('button', { name: 'Fork into this workspace' }).click();
  await expect(page).toHaveURL(/\/flows\//);
  const { draft } = await api.get<{ draft: { nodes: { id: string; config: object }[] } }>(`/flows/${flowId}`);
  const renamed = draft.nodes.map((node) =>
    node.id === 'writer' ? { ...node, config: { ...node.config, system: 'Be brief.' } } : node,
  );
  await api.put(`/flows/${flowId}`, { flow: { ...draft, nodes: renamed } });
  await api.post(`/flows/${flowId}/publish`, {});
  await api.post('/marketplace/listings', {
    kind: 'flow',
    id: flowId,
    slug: 'answer-shortly',
    version: '1.1.0',
    name: 'Answer shortly',
    description: 'Answers in fewer words.',
  });
  await page.goto('/marketplace');
  await page
    .getByRole('region', { name: 'Updates' })
    .getByRole('button', { name: 'See what changes' })
    .click();
  await expect(page.getByRole('region', { name: 'What the update brings' })).toContainText('Writer: system');
  await expect(page.getByRole('region', { name: 'Your own changes, which it replaces' })).toContainText(
    'You changed nothing.',
  );
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take the update' }).click();
  await expect(page.getByRole('region', { name: 'Updates' })).toBeHidden();
});
