import { seriousProblems } from './support/axe';
import { node, openFlow } from './support/flows';
import { openAsAnybody } from './support/runs';
import { expect, test } from './support/test';

const at = (x: number, y = 0) => ({ position: { x, y } });

/** Greets once somebody has approved. */
const GREETING = {
  name: 'Greeting',
  nodes: [
    { id: 'who', kind: 'input', label: 'Name', config: { name: 'who' }, ...at(0) },
    {
      id: 'ask',
      kind: 'approval',
      label: 'Check',
      config: { question: 'Greet {{ input }}?' },
      ...at(300),
    },
    { id: 'say', kind: 'expression', config: { expression: '"Hello, " + input' }, ...at(600) },
    { id: 'out', kind: 'output', config: { name: 'text' }, ...at(900) },
  ],
  edges: [
    { id: 'e1', from: { node: 'who', port: 'value' }, to: { node: 'ask', port: 'input' } },
    { id: 'e2', from: { node: 'ask', port: 'approved' }, to: { node: 'say', port: 'input' } },
    { id: 'e3', from: { node: 'say', port: 'value' }, to: { node: 'out', port: 'value' } },
  ],
};

const CALLER = {
  name: 'Welcome',
  nodes: [
    { id: 'who', kind: 'input', label: 'Guest', config: { name: 'who' }, ...at(0) },
    { id: 'way', kind: 'switch', label: 'Known guest', ...at(300) },
    { id: 'greet', kind: 'sub-flow', label: 'Greet', ...at(600) },
    { id: 'out', kind: 'output', label: 'Answer', config: { name: 'answer' }, ...at(900) },
  ],
  edges: [{ id: 'e1', from: { node: 'who', port: 'value' }, to: { node: 'way', port: 'input' } }],
};

test('chooses a way, runs another flow as a node, and is answered by a link', async ({
  signedIn: page,
  api,
  browser,
}) => {
  const called = await api.post<{ id: string }>('/flows', { flow: GREETING });
  await api.post(`/flows/${called.id}/publish`);
  const flowId = await openFlow(page, api, CALLER);

  await node(page, 'Known guest').dblclick();
  await page.getByRole('button', { name: 'Add a case' }).click();
  await page.getByRole('textbox', { name: 'Name of case 1' }).fill('friend');
  await page.getByRole('textbox', { name: 'When case 1 applies' }).fill('input == "Ada"');

  await node(page, 'Greet').dblclick();
  await page.getByRole('combobox', { name: /^Flow/ }).click();
  await page.getByRole('option', { name: 'Greeting' }).click();
  await page.getByRole('button', { name: 'Connect who from…' }).click();
  await page.getByRole('menuitem', { name: 'Known guest · friend' }).click();
  await page.getByRole('button', { name: 'Connect text to…' }).click();
  await page.getByRole('menuitem', { name: 'Answer · Value' }).click();
  await expect(node(page, 'Greet').getByRole('link', { name: 'Open the flow Greeting' })).toBeVisible();

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'who' }).fill('Ada');
  await dialog.getByRole('button', { name: 'Run' }).click();
  const question = page.getByRole('region', { name: 'Question of the run' });
  await expect(question).toContainText('The run waits for another flow');
  await question.getByRole('link', { name: 'Open the run of Greeting' }).click();
  await expect(question).toContainText('Greet Ada?');

  await question.getByRole('button', { name: 'Answer by link' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.locator('[data-slot=secret-link]').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have copied it' }).click();
  const guest = await openAsAnybody(browser, link);
  await expect(guest.getByRole('region', { name: 'Question' })).toContainText('Greet Ada?');
  await expect(guest.locator('body')).not.toContainText('Welcome');
  expect(await seriousProblems(guest)).toEqual([]);
  await guest.getByRole('button', { name: 'Approve' }).click();
  await expect(guest.getByRole('heading', { name: 'Your answer has arrived' })).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Nothing is shared here' })).toBeVisible();
  await guest.context().close();

  const { items } = await api.get<{ items: { id: string }[] }>(`/runs?flowId=${flowId}`);
  await page.goto(`/runs/${items[0]?.id}`);
  await expect(page.getByTestId('run-answer')).toContainText('Hello, Ada');
  await expect(node(page, 'Greet').getByRole('link', { name: 'Open the run of Greeting' })).toBeVisible();
});
