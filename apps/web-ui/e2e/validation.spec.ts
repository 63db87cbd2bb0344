import { modelFlow, node, openFlow } from './support/flows';
import { expect, test } from './support/test';

test('lists every problem on the node it concerns', async ({ signedIn: page, api }) => {
  const flow = modelFlow('Broken');
  await openFlow(page, api, {
    ...flow,
    nodes: [...flow.nodes, { id: 'odd', kind: 'no-such-kind', label: 'Odd', position: { x: 320, y: 160 } }],
    edges: flow.edges.slice(0, 1),
  });
  await expect(node(page, 'Odd').getByTestId('node-problem')).toBeVisible();
  await expect(node(page, 'Result').getByTestId('node-problem')).toBeVisible();
  await page.getByRole('tab', { name: /Problems/ }).click();
  const problems = page.getByRole('list', { name: 'Problems of the flow' });
  await expect(problems.getByText('KIND_UNKNOWN')).toBeVisible();
  await expect(problems.getByText('INPUT_MISSING')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('shows a problem at its field until it is solved', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Field'));
  await page.getByRole('button', { name: 'Expression', exact: true }).click();
  await expect(node(page, 'Expression').getByTestId('node-problem')).toBeVisible();
  const field = page.getByRole('textbox', { name: /^Expression/ });
  await field.fill('input +');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('1 + 1');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
});
