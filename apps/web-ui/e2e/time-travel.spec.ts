import { seriousProblems } from './support/axe';
import { node, openFlow } from './support/flows';
import { runOpenFlow } from './support/runs';
import { expect, test } from './support/test';

const at = (x: number) => ({ position: { x, y: 0 } });

const GREETING = {
  name: 'Greeting',
  nodes: [
    { id: 'who', kind: 'input', label: 'Name', config: { name: 'who' }, ...at(0) },
    {
      id: 'say',
      kind: 'expression',
      label: 'Greet',
      config: { expression: '"Hello, " + input' },
      ...at(300),
    },
    { id: 'loud', kind: 'expression', label: 'Louder', config: { expression: 'input + "!"' }, ...at(600) },
    { id: 'out', kind: 'output', label: 'Answer', config: { name: 'text' }, ...at(900) },
  ],
  edges: [
    { id: 'e1', from: { node: 'who', port: 'value' }, to: { node: 'say', port: 'input' } },
    { id: 'e2', from: { node: 'say', port: 'value' }, to: { node: 'loud', port: 'input' } },
    { id: 'e3', from: { node: 'loud', port: 'value' }, to: { node: 'out', port: 'value' } },
  ],
};

test('goes on from a step with an edited value, compares, runs one node alone and pins what it gave', async ({
  signedIn: page,
  api,
}) => {
  const flowId = await openFlow(page, api, GREETING);
  await runOpenFlow(page, { field: 'who', value: 'Ada', answer: 'Hello, Ada!' });
  await page.getByRole('link', { name: 'Open in replay' }).click();
  await expect(page).toHaveURL(/\/runs\/\w{26}$/);
  const first = page.url().slice(-26);

  const { items } = await api.get<{ items: { type: string; nodeId?: string }[] }>(`/runs/${first}/events`);
  const place = items.findIndex(({ type, nodeId }) => type === 'node-end' && nodeId === 'say') + 1;
  await page.getByRole('slider', { name: 'Event' }).fill(String(place));
  await page.getByRole('button', { name: 'Run on from here' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Greet · value' }).fill('Goodbye, Ada');
  await dialog.getByRole('button', { name: 'Run on' }).click();
  await expect(page.getByTestId('run-answer')).toHaveText('Goodbye, Ada!');
  const parent = page.getByRole('link', { name: `goes on from event ${place} of another run` });
  await expect(parent).toHaveAttribute('href', `/runs/${first}`);

  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`a=${first}`));
  const steps = page.getByRole('region', { name: 'Steps' });
  await expect(steps.getByRole('status')).toHaveText('3 of 4 steps differ, first Greet.');
  const greet = steps.getByRole('listitem').filter({ hasText: 'first difference' });
  await expect(greet.getByRole('deletion')).toHaveText('Hello');
  await expect(greet.getByRole('insertion')).toHaveText('Goodbye');
  expect(await seriousProblems(page)).toEqual([]);

  await page.goto(`/flows/${flowId}`);
  await node(page, 'Louder').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run this node alone…' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Input' })).toHaveValue('Goodbye, Ada');
  await dialog.getByRole('textbox', { name: 'Input' }).fill('Well');
  await dialog.getByRole('button', { name: 'Run this node' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Input and output' })).toContainText('Well!');
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Pinned output' })).toContainText('Published versions never');
  await expect(node(page, 'Louder').getByRole('img', { name: /output is pinned/ })).toBeVisible();

  await runOpenFlow(page, { field: 'who', value: 'Bob', answer: 'Well!' });
  await expect(page.getByText('1 pinned output used')).toBeVisible();
  await node(page, 'Louder').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Unpin its output' }).click();
  await runOpenFlow(page, { field: 'who', value: 'Bob', answer: 'Hello, Bob!' });
});
