import { draftOf, freeSpot, modelFlow, node, openFlow } from './support/flows';
import { expect, test } from './support/test';

test('adds a node by dragging, joins it by its ports, and undoes both', async ({ signedIn: page, api }) => {
  const id = await openFlow(page, api, { name: 'Drag', nodes: modelFlow('x').nodes.slice(0, 1), edges: [] });
  await page
    .getByRole('button', { name: 'Output', exact: true })
    .dragTo(page.locator('.react-flow__pane'), { targetPosition: { x: 560, y: 300 } });
  await expect(page.locator('.react-flow__node')).toHaveCount(2);

  const from = page.getByLabel('Output Value, any');
  const to = page.getByLabel('Input Value, any');
  await from.hover();
  await page.mouse.down();
  await to.hover();
  await page.mouse.up();
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
  await expect.poll(async () => (await draftOf(api, id)).edges.length).toBe(1);

  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__edge')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
});

test('says why two ports do not fit', async ({ signedIn: page, api }) => {
  await openFlow(page, api, {
    name: 'Types',
    nodes: [
      { id: 'sum', kind: 'expression', label: 'Sum', config: { expression: '1' }, position: { x: 0, y: 0 } },
      { id: 'writer', kind: 'model', label: 'Writer', config: {}, position: { x: 420, y: 0 } },
    ],
    edges: [],
  });
  await page.getByLabel('Output Value, json').hover();
  await page.mouse.down();
  await page.getByLabel('Input Prompt, text').hover();
  await page.mouse.up();
  await expect(page.getByText('gives json and', { exact: false })).toBeVisible();
  await expect(page.locator('.react-flow__edge')).toHaveCount(0);
});

test('adds and joins a node where a wire is dropped in empty space', async ({ signedIn: page, api }) => {
  await openFlow(page, api, { name: 'Wire', nodes: modelFlow('x').nodes.slice(0, 1), edges: [] });
  const spot = await freeSpot(page);
  await page.getByLabel('Output Value, any').hover();
  await page.mouse.down();
  await page.mouse.move(spot.x, spot.y, { steps: 8 });
  await page.mouse.up();
  await page.getByRole('dialog', { name: 'Add a node' }).getByRole('combobox').fill('output');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node')).toHaveCount(2);
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
});

test('moves a node as one step and keeps the place', async ({ signedIn: page, api }) => {
  const id = await openFlow(page, api, modelFlow('Move'));
  const before = (await draftOf(api, id)).nodes[1]?.position;
  const box = await node(page, 'Writer').boundingBox();
  if (!box) throw new Error('The node is not on the page.');
  await page.mouse.move(box.x + 60, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 110, box.y + 90, { steps: 10 });
  await page.mouse.up();
  await expect.poll(async () => (await draftOf(api, id)).nodes[1]?.position).not.toEqual(before);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await draftOf(api, id)).nodes[1]?.position).toEqual(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('copies as JSON text, pastes 200 nodes and undoes them as one step', async ({
  signedIn: page,
  api,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFlow(page, api, modelFlow('Paste'));
  await page.locator('.react-flow__pane').click({ position: { x: 300, y: 120 } });
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({
    codexos: 'flow-fragment',
    nodes: { length: 3 },
    edges: { length: 2 },
  });

  const many = {
    codexos: 'flow-fragment',
    nodes: Array.from({ length: 200 }, (_, index) => ({
      id: `p${index}`,
      kind: 'merge',
      position: { x: (index % 20) * 260, y: Math.floor(index / 20) * 120 },
    })),
    edges: [],
  };
  await page.evaluate((fragment) => navigator.clipboard.writeText(fragment), JSON.stringify(many));
  await page.keyboard.press('Control+v');
  await page.getByRole('tab', { name: 'Outline' }).click();
  await expect(page.getByText('Pasted 200 nodes')).toBeVisible();
  await page.keyboard.press('1');
  await page.locator('.react-flow__pane').click({ position: { x: 300, y: 120 } });
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('duplicates, deletes and finds nodes', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Edit'));
  await node(page, 'Writer').click();
  await page.keyboard.press('Control+d');
  await expect(page.locator('.react-flow__node')).toHaveCount(4);
  await page.keyboard.press('Delete');
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find in flow' }).fill('result');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(page.locator('.react-flow__node.selected')).toHaveText(/Result/);
});

test('changes settings in the form, and typing is one step', async ({ signedIn: page, api }) => {
  const id = await openFlow(page, api, modelFlow('Form'));
  await node(page, 'Writer').dblclick();
  const field = page.getByRole('textbox', { name: 'Instructions' });
  await field.pressSequentially('Be brief.');
  await expect
    .poll(async () => (await draftOf(api, id)).nodes[1])
    .toMatchObject({ config: { system: 'Be brief.' } });
  await node(page, 'Question').click();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => JSON.stringify((await draftOf(api, id)).nodes[1])).not.toContain('Be');
});

test('arranges the nodes in a worker', async ({ signedIn: page, api }) => {
  const flow = modelFlow('Scattered');
  const id = await openFlow(page, api, {
    ...flow,
    nodes: flow.nodes.map((each) => ({ ...each, position: { x: 0, y: 0 } })),
  });
  await page.getByRole('button', { name: 'Tidy' }).click();
  await expect
    .poll(async () => {
      const [first, second, third] = (await draftOf(api, id)).nodes.map(({ position }) => position.x);
      return (
        first !== undefined && second !== undefined && third !== undefined && first < second && second < third
      );
    })
    .toBe(true);
});

test('shows the edits of another person and keeps what is drawn offline', async ({
  signedIn: page,
  api,
  context,
  studio,
}) => {
  const id = await openFlow(page, api, modelFlow('Shared'));
  const other = await context.newPage();
  await other.goto(`${studio.origin}/flows/${id}`);
  await expect(other.locator('.react-flow__node')).toHaveCount(3);
  await node(page, 'Writer').click();
  await page.keyboard.press('Delete');
  await expect(other.locator('.react-flow__node')).toHaveCount(2);

  await context.setOffline(true);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  await context.setOffline(false);
  await expect(other.locator('.react-flow__node')).toHaveCount(3, { timeout: 30_000 });
});
