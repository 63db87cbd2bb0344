import { largeFlow, modelFlow, node, openFlow } from './support/flows';
import { expect, test } from './support/test';

test('reaches every node by keyboard, also those outside the view', async ({ signedIn: page, api }) => {
  // A hundred and twenty presses, each looked at.
  test.setTimeout(150_000);
  await openFlow(page, api, largeFlow(120));
  const navigator = page.getByRole('listbox', { name: /Nodes of the flow/ });
  await navigator.focus();
  await page.keyboard.press('End');
  await expect(navigator.getByRole('option')).toHaveText(/Step 119/);
  await expect(page.locator('.react-flow__node.selected')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(navigator.getByRole('option')).toHaveText(/Step 0,/);
  for (let index = 1; index <= 119; index += 1) {
    await page.keyboard.press('ArrowDown');
    await expect(navigator.getByRole('option')).toHaveAttribute('aria-posinset', String(index + 1));
  }
  await expect(navigator.getByRole('option')).toHaveText(/Step 119/);
});

test('walks along edges and opens the settings', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Walk'));
  const navigator = page.getByRole('listbox', { name: /Nodes of the flow/ });
  await navigator.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(navigator.getByRole('option')).toHaveText(/Writer/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(navigator.getByRole('option')).toHaveText(/Result/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
});

test('lets the keyboard leave the canvas', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Leave'));
  const navigator = page.getByRole('listbox', { name: /Nodes of the flow/ });
  await page.getByRole('button', { name: 'Undo' }).or(navigator).first().focus();
  await navigator.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(navigator).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(navigator).not.toBeFocused();
});

test('adds a node at the cursor with the slash key', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Quick'));
  await page.locator('.react-flow__pane').click({ position: { x: 300, y: 120 } });
  await page.keyboard.press('/');
  const kinds = page.getByRole('dialog', { name: 'Add a node' });
  await kinds.getByRole('combobox').fill('merge');
  await expect(kinds.getByRole('option', { name: /^Merge/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
});

test('finds commands and shows the shortcuts', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Palette'));
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: /Search/ });
  await search.fill('condition node');
  await expect(page.getByRole('option', { name: 'Condition node' })).toHaveAttribute('aria-selected', 'true');
  await search.press('Enter');
  await expect(node(page, 'Condition')).toBeInViewport({ ratio: 0.99 });
  await expect(search).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('keeps the edges of a large flow when its cards become boxes', async ({ signedIn: page, api }) => {
  await openFlow(page, api, largeFlow(64));
  await page.keyboard.press('1');
  await expect(page.locator('.react-flow__node')).toHaveCount(64);
  await expect(page.locator('.react-flow__edge')).toHaveCount(56);
});

test('joins, separates and moves nodes without a pointer, and runs what was drawn', async ({
  signedIn: page,
  api,
}) => {
  const { nodes } = modelFlow('By keys', 'builtin/extractive');
  const flowId = await openFlow(page, api, { name: 'By keys', nodes, edges: [] });
  const navigator = page.getByRole('listbox', { name: /Nodes of the flow/ });
  const connections = page.getByRole('region', { name: 'Connections' });
  const open = async (steps: number) => {
    await navigator.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  const join = async (button: string, choice: string) => {
    await connections.getByRole('button', { name: button }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: choice }).focus();
    await page.keyboard.press('Enter');
  };
  await open(0);
  await join('Connect Value to…', 'Writer · Prompt');
  await expect(connections.getByText('Writer · Prompt')).toBeVisible();
  await open(1);
  await join('Connect Text to…', 'Result · Value');
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
  await connections.getByRole('button', { name: 'Remove the edge to Result · Value' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
  await join('Connect Text to…', 'Result · Value');

  const positionOf = async () =>
    (
      await api.get<{ draft: { nodes: { id: string; position: { x: number } }[] } }>(`/flows/${flowId}`)
    ).draft.nodes.find(({ id }) => id === 'result')?.position.x ?? 0;
  const before = await positionOf();
  await navigator.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(positionOf).toBe(before + 40);
  await page.keyboard.press('Control+z');
  await expect.poll(positionOf).toBe(before);

  await page.keyboard.press('Control+Enter');
  await page.getByRole('textbox', { name: 'question' }).fill('What is a gate?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('run-answer')).toBeVisible();
});
