import { seriousProblems } from './support/axe';
import { draftOf, modelFlow, node, openFlow } from './support/flows';
import { expect, test } from './support/test';

test('chats with the open flow and shows the run of each answer on the canvas', async ({
  signedIn: page,
  api,
}) => {
  await openFlow(page, api, modelFlow('Talks'));
  await page.getByRole('tab', { name: 'Chat' }).click();
  await expect(page.getByRole('heading', { name: 'Talk to this flow' })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.fill('Say it');
  await page.keyboard.press('Enter');
  const messages = page.getByRole('list', { name: 'Messages' });
  await expect(messages).toContainText('so that it can be watched on the node.');
  await expect(node(page, 'Writer').getByRole('img', { name: 'Completed' })).toBeVisible();
  await field.fill('Say it again');
  await page.keyboard.press('Enter');
  await expect(messages.getByRole('button', { name: 'Answer again' })).toHaveCount(2);
  expect(await seriousProblems(page)).toEqual([]);

  await page.reload();
  await expect(messages.getByRole('button', { name: 'Answer again' })).toHaveCount(2);
  await page.getByRole('button', { name: 'New conversation' }).click();
  await expect(page.getByRole('heading', { name: 'Talk to this flow' })).toBeVisible();
});

test('describes the flow, allows effects and sets limits while no node is chosen', async ({
  signedIn: page,
  api,
}) => {
  const flowId = await openFlow(page, api, modelFlow('Set'));
  const panel = page.getByRole('tabpanel', { name: 'Inspector' });
  await panel.getByRole('textbox', { name: 'Description' }).fill('Answers with one sentence');
  await panel.getByRole('switch', { name: 'Tools may change things' }).click();
  await panel.getByRole('spinbutton', { name: 'Time at most' }).fill('5');
  expect(await seriousProblems(page)).toEqual([]);
  await expect
    .poll(() => draftOf(api, flowId))
    .toMatchObject({
      description: 'Answers with one sentence',
      settings: { allowedEffects: ['write'], maxDurationMs: 300_000 },
    });
  await node(page, 'Writer').click();
  await expect(panel.getByRole('heading', { name: 'Writer' })).toBeVisible();
});

test('lists every event of a run in the console', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Logged'));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByRole('textbox', { name: 'question' }).fill('Say it');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tab', { name: 'Console' }).click();
  const console_ = page.getByRole('region', { name: 'Console' });
  await expect(console_.getByRole('listitem').first()).toContainText('The run starts');
  await expect(console_.getByRole('listitem').last()).toContainText('The run ends');
  await expect(console_).toContainText('Writer has the answer of a model');
  expect(await seriousProblems(page)).toEqual([]);
});

test('leads an edge around the card that stands between, and keeps names readable from afar', async ({
  signedIn: page,
  api,
}) => {
  const flow = modelFlow('Around');
  const between = { id: 'between', kind: 'expression', label: 'Between', config: { expression: 'input' } };
  await openFlow(page, api, {
    ...flow,
    nodes: [
      ...flow.nodes.filter((item) => !('id' in item && item.id === 'writer')),
      { ...between, position: { x: 320, y: 0 } },
    ],
    edges: [{ id: 'far', from: { node: 'question', port: 'value' }, to: { node: 'result', port: 'value' } }],
  });
  const card = await node(page, 'Between').boundingBox();
  const edge = await page.locator('.react-flow__edge-path').boundingBox();
  if (!card || !edge) throw new Error('Card and edge are not drawn.');
  const passesAbove = edge.y < card.y;
  const passesBelow = edge.y + edge.height > card.y + card.height;
  expect(passesAbove || passesBelow).toBe(true);

  const sizeOf = () =>
    node(page, 'Between')
      .locator('[data-card-name]')
      .evaluate((name) => name.getBoundingClientRect().height);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('-');
  await expect(page.getByTestId('flow-canvas')).toHaveAttribute('data-detail', /names$/);
  expect(await sizeOf()).toBeGreaterThan(9);
});
