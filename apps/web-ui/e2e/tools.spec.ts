/** A tool from its form to another workspace: made, granted a secret, tried, used in a flow, run, listed, forked. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeFirstAccount } from './support/accounts';
import { createApi } from './support/api';
import { seriousProblems } from './support/axe';
import { node } from './support/flows';
import { startStudio, type StudioServer } from './support/server';
import { expect, test as base } from './support/test';

const CANARY = 'canary-of-the-tracker-51d2e8b6';

/** A server with accounts, so that there is a second workspace to fork in. */
const test = base.extend<Record<never, never>, { accounts: StudioServer }>({
  accounts: [
    async ({}, use) => {
      const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
      await use(studio);
      await studio.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

let tracker: Server;
let received: { url: string; authorization: string }[] = [];
test.beforeAll(async () => {
  tracker = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    received.push({ url: request.url ?? '', authorization });
    response.setHeader('content-type', 'application/json');
    if (authorization === '') response.writeHead(401).end('{"message":"Who are you?"}');
    else response.end(JSON.stringify({ issue: { title: 'It is broken', sent: authorization } }));
  });
  await new Promise<void>((done) => tracker.listen(0, '127.0.0.1', done));
});
test.afterAll(async () => {
  tracker.closeAllConnections();
  await new Promise((done) => tracker.close(done));
});
test.beforeEach(() => {
  received = [];
});

function host(): string {
  return `127.0.0.1:${(tracker.address() as AddressInfo).port}`;
}

test('makes a tool by clicking, uses it in a flow, and forks both in another workspace', async ({
  page,
  accounts,
}) => {
  test.setTimeout(120_000);
  const seen: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/'))
      void response.text().then(
        (text) => seen.push(text),
        () => undefined,
      );
  });
  await makeFirstAccount(page, accounts);

  // The form, with what is wrong said where it is.
  await page.getByRole('link', { name: 'Tools', exact: true }).first().click();
  await page.getByRole('link', { name: 'New tool' }).first().click();
  await page.getByRole('textbox', { name: 'Label' }).fill('Get an issue');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('get-an-issue');
  await page
    .getByRole('textbox', { name: 'Description', exact: true })
    .fill('Gives an issue of the tracker.');
  await page.getByRole('button', { name: 'Add an input' }).click();
  await page.getByRole('textbox', { name: 'Name of input 1' }).fill('id');
  await page.getByRole('textbox', { name: 'Description of input 1' }).fill('Number of the issue.');
  await page.getByRole('textbox', { name: 'Address' }).fill('https://{{ input.id }}/');
  await expect(page.getByText('The address must name its host', { exact: false }).first()).toBeVisible();
  await page
    .getByRole('textbox', { name: 'Address' })
    .fill(`http://${host()}/issues/{{ input.gone }}?verbose=1`);
  await page.getByRole('textbox', { name: 'Address' }).blur();
  await expect(page.getByText('There is no input named gone.').first()).toBeVisible();
  // The query of a pasted address goes where the form keeps it.
  await expect(page.getByRole('textbox', { name: 'Name of query value 1' })).toHaveValue('verbose');
  await page.getByRole('textbox', { name: 'Address' }).fill(`http://${host()}/issues/{{ input.id }}`);
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByRole('textbox', { name: 'Name of header 1' }).fill('authorization');
  await page.getByRole('textbox', { name: 'Value of header 1' }).fill('Bearer secret:TRACKER_TOKEN');
  await page.getByRole('radio', { name: 'A part of it' }).click();
  await page.getByRole('textbox', { name: 'Expression over the answer' }).fill('body.issue');

  // What it would send is shown, and what it lacks; the call is refused.
  const attempt = page.getByRole('region', { name: 'Try it' });
  await attempt.getByRole('textbox', { name: /^Id/ }).fill('42/1');
  const request = attempt.getByLabel('The request it sends');
  await expect(request).toContainText(`GET http://${host()}/issues/42%2F1`);
  await expect(request).toContainText('authorization: Bearer [secret:TRACKER_TOKEN]');
  await expect(attempt.getByRole('list', { name: 'Secrets it lacks' })).toContainText(
    'no secret TRACKER_TOKEN',
  );
  expect(await seriousProblems(page)).toEqual([]);
  await attempt.getByRole('button', { name: 'Send the request' }).click();
  await expect(attempt.getByRole('alert')).toContainText('There is no secret TRACKER_TOKEN in the vault');
  expect(received).toEqual([]);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page).toHaveURL(/\/tools\/[0-9A-Z]{26}/);
  const toolPage = page.url();

  // The secret, for this tool and this host alone; the dialog has both filled in and leads back.
  await attempt.getByRole('textbox', { name: /^Id/ }).fill('7');
  await attempt.getByRole('link', { name: 'Add it to the vault' }).click();
  const secret = page.getByRole('dialog', { name: 'Add a secret' });
  await expect(secret.getByRole('textbox', { name: 'Name' })).toHaveValue('TRACKER_TOKEN');
  await secret.getByRole('textbox', { name: 'Value' }).fill(CANARY);
  await expect(secret.getByRole('checkbox', { name: 'Get an issue' })).toBeChecked();
  await expect(secret.getByRole('textbox', { name: 'Hosts' })).toHaveValue(host());
  await secret.getByRole('button', { name: 'Seal it' }).click();
  await expect(page).toHaveURL(toolPage);

  await attempt.getByRole('textbox', { name: /^Id/ }).fill('7');
  await expect(attempt.getByRole('list', { name: 'Secrets it lacks' })).toBeHidden();
  await attempt.getByRole('button', { name: 'Send the request' }).click();
  await expect(attempt.getByText('It is broken')).toBeVisible();
  await expect(attempt.getByText('[secret:TRACKER_TOKEN]').last()).toBeVisible();
  expect(received).toEqual([{ url: '/issues/7?verbose=1', authorization: `Bearer ${CANARY}` }]);

  // In a flow, chosen on the canvas.
  const api = createApi(page);
  const flow = {
    name: 'Ask the tracker',
    nodes: [
      { id: 'number', kind: 'input', label: 'Number', config: { name: 'number' }, position: { x: 0, y: 0 } },
      { id: 'fetch', kind: 'tool', label: 'Fetch', config: {}, position: { x: 320, y: 0 } },
      {
        id: 'result',
        kind: 'output',
        label: 'Result',
        config: { name: 'answer' },
        position: { x: 640, y: 0 },
      },
    ],
    edges: [
      { id: 'e1', from: { node: 'number', port: 'value' }, to: { node: 'fetch', port: 'input' } },
      { id: 'e2', from: { node: 'fetch', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  };
  const { id: flowId } = await api.post<{ id: string }>('/flows', { flow });
  await page.goto(`${accounts.origin}/flows/${flowId}`);
  await node(page, 'Fetch').dblclick();
  await page.getByRole('combobox', { name: /^Tool/ }).click();
  await page.getByRole('option', { name: /Get an issue/ }).click();
  await expect(page.getByText('It takes id (needed).', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Add a value' }).click();
  await page.getByRole('textbox', { name: 'Name of value 1' }).fill('id');
  await page.getByRole('textbox', { name: 'Name of value 1' }).blur();
  await page.getByRole('textbox', { name: 'Value of id' }).fill('{{ input }}');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('textbox', { name: 'number' }).fill('9');
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByTestId('run-answer')).toContainText('It is broken');
  await expect(page.getByTestId('run-answer')).toContainText('[secret:TRACKER_TOKEN]');
  expect(received.at(-1)).toEqual({ url: '/issues/9?verbose=1', authorization: `Bearer ${CANARY}` });

  // Both in the marketplace: the flow takes the tool along.
  await page.goto(toolPage);
  await page.getByRole('tab', { name: 'Used by' }).click();
  await expect(page.getByRole('link', { name: 'Ask the tracker' })).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'List in the marketplace…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and list it' }).click();
  await expect(page).toHaveURL(/\/marketplace\/server\/get-an-issue/);
  const needs = page.getByRole('region', { name: 'What it needs' });
  await expect(needs).toContainText(`The secret TRACKER_TOKEN, granted to get-an-issue for ${host()}`);
  await expect(needs).toContainText(`Calls ${host()}, and nothing else`);
  await expect(page.getByLabel('Request of Get an issue')).toContainText('{{ input.id }}');
  expect(await seriousProblems(page)).toEqual([]);
  await api.post(`/flows/${flowId}/publish`, {});
  await api.post('/marketplace/listings', {
    kind: 'flow',
    id: flowId,
    slug: 'ask-the-tracker',
    version: '1.0.0',
    name: 'Ask the tracker',
    description: 'Gives an issue of the tracker.',
  });

  await page.goto(`${accounts.origin}/settings`);
  await page.getByRole('textbox', { name: 'Make another workspace' }).fill('Lighthouse');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page
    .getByRole('list', { name: 'Your workspaces' })
    .getByRole('listitem')
    .filter({ hasText: 'Lighthouse' })
    .getByRole('button', { name: 'Open' })
    .click();
  await expect(page.getByText('Lighthouse · admin')).toBeVisible();
  await page.getByRole('link', { name: 'Marketplace' }).first().click();
  await page.getByRole('group', { name: 'Kind' }).getByRole('button', { name: 'Tools' }).click();
  await page.getByRole('link', { name: /Get an issue/ }).click();
  await page.getByRole('button', { name: 'Fork into this workspace' }).click();
  await expect(page).toHaveURL(/\/tools\//);
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('get-an-issue');

  await page.goto(`${accounts.origin}/marketplace/server/ask-the-tracker`);
  await expect(page.getByText('Comes along; also listed on its own as get-an-issue 1.0.0.')).toBeVisible();
  await page.getByRole('button', { name: 'Fork into this workspace' }).click();
  await expect(page).toHaveURL(/\/flows\//);
  await page.getByRole('tab', { name: 'Problems' }).click();
  await expect(
    page.getByText('there is no secret “TRACKER_TOKEN” in the vault', { exact: false }),
  ).toBeVisible();

  expect(seen.length).toBeGreaterThan(20);
  expect(seen.join('\n')).not.toContain(CANARY);
});

test('imports operations of a service from its OpenAPI document, and keeps versions of a tool', async ({
  signedIn: page,
}) => {
  await page.goto('/tools');
  await expect(page.getByText(/^HTTP request/)).toBeVisible();
  await page.getByRole('button', { name: 'Import from OpenAPI' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import tools' });
  await dialog.getByRole('textbox', { name: 'Or its text' }).fill('not: an api');
  await dialog.getByRole('button', { name: 'Look at it' }).click();
  await expect(dialog.getByRole('alert')).toContainText('no OpenAPI 3 document');
  await dialog
    .getByRole('textbox', { name: 'Or its text' })
    .fill(
      [
        'openapi: 3.1.0',
        'info: { title: Tracker }',
        `servers: [{ url: 'http://${host()}' }]`,
        'paths:',
        '  /issues: { get: { operationId: listIssues }, post: { operationId: addIssue } }',
        '  /files: { put: { requestBody: { required: true, content: { image/png: {} } } } }',
      ].join('\n'),
    );
  await dialog.getByRole('button', { name: 'Look at it' }).click();
  await expect(dialog.getByText('1 operation left alone')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'list-issues' }).click();
  expect(await seriousProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Import 1 tool' }).click();
  await expect(page).toHaveURL(/\/tools\//);
  expect(received).toEqual([]);

  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Description', exact: true }).fill('Gives all issues.');
  await expect(page.getByText('not saved')).toBeVisible();
  // A look elsewhere loses nothing.
  await page.getByRole('link', { name: 'Tools', exact: true }).first().click();
  await page.getByRole('list', { name: 'Tools of this workspace' }).getByRole('link').click();
  await expect(page.getByRole('textbox', { name: 'Description', exact: true })).toHaveValue(
    'Gives all issues.',
  );
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Version 2 of listIssues is in use')).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  const versions = page.getByRole('list', { name: 'Versions' });
  await expect(versions.getByRole('listitem')).toHaveCount(2);
  await expect(versions.getByRole('listitem').first()).toContainText('in use');
  expect(await seriousProblems(page)).toEqual([]);
  await versions.getByRole('button', { name: 'Restore' }).click();
  await expect(versions.getByRole('listitem')).toHaveCount(3);
});
