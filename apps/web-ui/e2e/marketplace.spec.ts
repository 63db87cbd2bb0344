import { readFileSync } from 'node:fs';
import { seriousProblems } from './support/axe';
import { modelFlow, openFlow } from './support/flows';
import { expect, test } from './support/test';

test('finds a template, looks at it, forks it and runs it', async ({ signedIn: page }) => {
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
});

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
  await expect(page.getByRole('img', { name: /Picture of the flow: 3 nodes, 2 edges/ })).toBeVisible();
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
