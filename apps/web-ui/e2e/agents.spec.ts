import { seriousProblems } from './support/axe';
import { readRepository } from './support/reading';
import { expect, test } from './support/test';

test('creates an agent, saves by itself, publishes and restores', async ({ signedIn: page }) => {
  await page.goto('/agents');
  await page.getByRole('button', { name: 'New agent' }).first().click();
  await page.getByRole('radio', { name: /Blank/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Clerk');
  await page.getByRole('button', { name: 'Create' }).click();
  const instructions = page.getByRole('textbox', { name: 'Instructions' });
  await instructions.fill('Answer in one sentence.');
  await page.getByRole('checkbox', { name: 'Calculator' }).check();
  await expect(page.getByText(/^autosaved/)).toBeVisible();
  await page.reload();
  await expect(instructions).toHaveValue('Answer in one sentence.');
  await expect(page.getByRole('checkbox', { name: 'Calculator' })).toBeChecked();

  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('textbox', { name: /Name of the version/ }).fill('First');
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Version 1 of Clerk is published')).toBeVisible();
  await instructions.fill('Answer at length.');
  await expect(page.getByText(/^autosaved/)).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('First');
  await page.getByRole('button', { name: 'Compare version 1' }).click();
  const changes = page.getByRole('list', { name: 'Lines of the instructions' });
  await expect(changes.getByRole('listitem')).toHaveText([/Answer in one sentence/, /Answer at length/]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('tab', { name: 'Set-up' }).click();
  await expect(instructions).toHaveValue('Answer in one sentence.');
});

test('imports an agent from YAML, with the line of a mistake, and tries it on a question', async ({
  signedIn: page,
}) => {
  await page.goto('/agents');
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Import from YAML…' }).click();
  const choose = (text: string) =>
    page
      .getByLabel(/Choose a file|team\.yaml/)
      .setInputFiles({ name: 'team.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  const agent = 'agents:\n  greeter:\n    goals: [Be polite]\n';
  await choose(`${agent}    tool: [calculator]\n`);
  await expect(page.getByRole('alert')).toContainText('line 4 · greeter.tool');
  await choose(agent);
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toHaveValue('Goals:\n- Be polite');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();

  await page.getByRole('tab', { name: 'Evaluation' }).click();
  await page.getByRole('button', { name: 'Add a question' }).click();
  await page.getByRole('textbox', { name: 'Question 1' }).fill('Who is there?');
  await page.getByRole('button', { name: 'Add an expectation' }).click();
  await page.getByRole('textbox', { name: 'Expectation 1 of question 1' }).fill('nobody says this');
  await page.getByRole('button', { name: 'Save the questions' }).click();
  await page.getByRole('button', { name: 'Try version 1' }).click();
  await expect(page.getByText('Version 1: 0 of 1 passed')).toBeVisible({ timeout: 15_000 });
  const results = page.getByRole('list', { name: 'Results' });
  await expect(results).toContainText('Failed');
  await expect(results.getByRole('link')).toHaveAttribute('href', /\/runs\//);
  expect(await seriousProblems(page)).toEqual([]);
});

test('runs the draft and shows the answer with citations', async ({ signedIn: page, api, studio }) => {
  await readRepository(api, studio.repository, 'Tested');
  await page.goto('/agents');
  await page.getByRole('button', { name: 'New agent' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Guide');
  await page.getByRole('button', { name: 'Create' }).click();
  const test_ = page.getByRole('region', { name: 'Test', exact: true });
  await test_
    .getByRole('textbox', { name: 'Message' })
    .fill('What happens when the lock of the gate is busy?');
  await page.keyboard.press('Enter');
  await expect(test_.getByText('Completed')).toBeVisible({ timeout: 20_000 });
  await expect(test_.getByRole('link', { name: /^Source 1: .*open-gate\.ts/ }).first()).toBeVisible();
  await expect(test_.getByRole('link', { name: 'Open the run' })).toHaveAttribute('href', /\/runs\//);
});

test('asks whose draft stands when both changed', async ({ signedIn: page, api, context }) => {
  const agent = await api.post<{ id: string; revision: number }>('/agents', { name: 'Shared' });
  await page.goto(`/agents/${agent.id}`);
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toBeVisible();
  const other = await context.newPage();
  await other.goto(`/agents/${agent.id}`);
  await other.getByRole('textbox', { name: 'Instructions' }).fill('Theirs');
  await expect(other.getByText(/^autosaved/)).toBeVisible();
  const mine = page.getByRole('textbox', { name: 'Instructions' });
  await mine.fill('Mine');
  await expect(page.getByText('This agent was changed in another window')).toBeVisible();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(mine).toHaveValue('Theirs');
  await mine.fill('Mine again');
  await expect(page.getByText(/^autosaved/)).toBeVisible();
  await other.getByRole('textbox', { name: 'Instructions' }).fill('Theirs again');
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect(other.getByText('This agent was changed in another window')).toBeHidden();
  await page.reload();
  await expect(mine).toHaveValue('Theirs again');
});

test('shows what an agent remembers, forgets one entry and then everything', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const read = await readRepository(api, studio.repository, 'Remembered');
  const agent = await api.post<{ id: string }>('/agents', {
    name: 'Rememberer',
    config: {
      mode: 'planner',
      tools: ['search-code'],
      knowledge: ['source'],
      memory: { scope: 'agent', maxEntries: 20, maxEntryLength: 400 },
    },
  });
  const requests = ['What happens when the lock is busy?', 'How long is the pause?', 'What opens the gate?'];
  for (const request of requests) {
    const run = await api.post<{ id: string }>(`/agents/${agent.id}/runs`, { request, source: read });
    await expect
      .poll(async () => (await api.get<{ status: string }>(`/runs/${run.id}`)).status)
      .toBe('completed');
  }
  await page.goto(`/agents/${agent.id}`);
  await page.getByRole('tab', { name: 'Memory' }).click();
  const entries = page.getByRole('list', { name: 'Memory' }).getByRole('listitem');
  await expect(entries).toHaveCount(3);
  await expect(entries.filter({ hasText: 'How long is the pause?' }).getByText('agent')).toBeVisible();
  await page.getByRole('button', { name: 'Forget How long is the pause?' }).click();
  await expect(entries).toHaveCount(2);
  await page.reload();
  await page.getByRole('tab', { name: 'Memory' }).click();
  await expect(entries).toHaveCount(2);
  await expect(entries.filter({ hasText: 'How long is the pause?' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Forget everything…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing remembered' })).toBeVisible();
});
