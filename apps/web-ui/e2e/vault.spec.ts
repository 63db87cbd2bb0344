import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { goTo } from './support/accounts';
import { seriousProblems } from './support/axe';
import { openFlow } from './support/flows';
import { expect, test } from './support/test';

const CANARY = 'canary-in-the-browser-51d2e8b6';

let service: Server;
let received: string[] = [];
test.beforeAll(async () => {
  service = createServer((request, response) => {
    received.push(request.headers.authorization ?? '');
    response.end(`You sent ${request.headers.authorization ?? 'nothing'}`);
  });
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
});
test.afterAll(async () => {
  service.closeAllConnections();
  await new Promise((done) => service.close(done));
});
test.beforeEach(() => {
  received = [];
});

function trackerFlow() {
  const { port } = service.address() as AddressInfo;
  const fetch = {
    tool: 'http-request',
    arguments: {
      url: `http://127.0.0.1:${port}/`,
      headers: { authorization: 'Bearer secret:ISSUES_TOKEN' },
    },
  };
  return {
    name: 'Ask the tracker',
    settings: { allowedEffects: ['write'] },
    nodes: [
      { id: 'text', kind: 'input', label: 'Text', config: { name: 'text' }, position: { x: 0, y: 0 } },
      { id: 'fetch', kind: 'tool', label: 'Fetch', config: fetch, position: { x: 320, y: 0 } },
      {
        id: 'result',
        kind: 'output',
        label: 'Result',
        config: { name: 'answer' },
        position: { x: 640, y: 0 },
      },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'fetch', port: 'input' } },
      { id: 'e2', from: { node: 'fetch', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

test('a flow misses a secret, gets it, uses it, and nobody sees the value', async ({
  signedIn: page,
  api,
}) => {
  const seen: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/'))
      void response.text().then(
        (text) => seen.push(text),
        () => undefined,
      );
  });
  const flowId = await openFlow(page, api, trackerFlow());
  await page.getByRole('tab', { name: 'Problems' }).click();
  await expect(
    page.getByText('there is no secret “ISSUES_TOKEN” in the vault', { exact: false }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Add it to the vault' }).click();

  const dialog = page.getByRole('dialog', { name: 'Add a secret' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('ISSUES_TOKEN');
  await dialog.getByRole('textbox', { name: 'Value' }).fill(CANARY);
  await expect(dialog.getByRole('checkbox', { name: 'HTTP request' })).toBeChecked();
  await expect(dialog.getByRole('textbox', { name: 'Hosts' })).toHaveValue(/^127\.0\.0\.1:\d+$/);
  await dialog.getByRole('textbox', { name: 'Hosts' }).fill('not a host!');
  await expect(dialog.getByText('host! is not a host.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Hosts' }).fill('127.0.0.1');
  expect(await seriousProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Seal it' }).click();
  // Back where it was missed, and missed no more.
  await expect(page).toHaveURL(new RegExp(`/flows/${flowId}$`));
  await page.getByRole('tab', { name: 'Problems' }).click();
  await expect(page.getByText('No problems. The flow can run.')).toBeVisible();
  await goTo(page, 'Vault');
  const row = page.getByRole('list', { name: 'Secrets' }).getByRole('link', { name: 'ISSUES_TOKEN' });
  await expect(row).toContainText('http-request → 127.0.0.1');
  await expect(row).toContainText('never used');

  await api.post(`/flows/${flowId}/publish`, {});
  const run = await api.post<{ status: string; output: string }>(`/published/${flowId}/runs`, {
    input: { text: 'x' },
  });
  expect(run).toMatchObject({ status: 'completed' });
  expect(received).toEqual([`Bearer ${CANARY}`]);
  expect(run.output).toContain('[secret:ISSUES_TOKEN]');

  await row.click();
  await expect(page.getByRole('group', { name: 'Uses' })).toContainText('tool http-request');
  await expect(page.getByRole('link', { name: 'Ask the tracker' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await page.getByRole('textbox', { name: 'Value' }).fill(`${CANARY}-two`);
  await page.getByRole('button', { name: 'Rotate', exact: true }).click();
  await expect(page.getByText('version 2', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Revoke…' }).click();
  await page.getByRole('button', { name: 'Revoke the secret' }).click();
  await expect(page.getByText('revoked', { exact: true })).toBeVisible();
  const refused = await api.post<{ status: string; error: { code: string } }>(`/published/${flowId}/runs`, {
    input: { text: 'x' },
  });
  expect(refused).toMatchObject({ status: 'failed', error: { code: 'SECRET_MISSING' } });

  expect(seen.length).toBeGreaterThan(5);
  expect(seen.join('\n')).not.toContain(CANARY);
  const stored = await page.evaluate(
    () => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
  );
  expect(stored).not.toContain(CANARY);
});

test('imports a .env file and says what became of each line', async ({ signedIn: page }) => {
  await page.goto('/vault');
  await page.getByRole('button', { name: 'Import .env' }).first().click();
  await page
    .getByRole('textbox', { name: 'Or its text' })
    .fill('ANTHROPIC_API_KEY=sk-ant-test-value\nEMPTY=\n');
  await page.getByRole('button', { name: 'Seal them' }).click();
  const result = page.getByRole('list', { name: 'Result of the import' });
  await expect(result).toContainText('ANTHROPIC_API_KEYadded');
  await expect(result).toContainText('EMPTYleft alone: must not be empty');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('link', { name: 'ANTHROPIC_API_KEY' })).toContainText('provider anthropic');
});
