import { expect, test } from './support/test';

/** A planner with two tools, whose plan the scripted model writes. */
const flow = {
  name: 'Planned',
  nodes: [
    { id: 'goal', kind: 'input', config: { name: 'goal' }, position: { x: 0, y: 0 } },
    {
      id: 'planner',
      kind: 'agent',
      label: 'Planner',
      config: { mode: 'planner', model: 'local/scripted', tools: ['calculator', 'current-time'] },
      position: { x: 300, y: 0 },
    },
    { id: 'result', kind: 'output', config: { name: 'answer' }, position: { x: 600, y: 0 } },
  ],
  edges: [
    { id: 'e1', from: { node: 'goal', port: 'value' }, to: { node: 'planner', port: 'input' } },
    { id: 'e2', from: { node: 'planner', port: 'text' }, to: { node: 'result', port: 'value' } },
  ],
};

test('a person edits what is still to come in a plan, and the agent works by it', async ({
  signedIn: page,
  api,
  studio,
}) => {
  const { id } = await api.post<{ id: string }>('/flows', { flow });
  const run = await api.post<{ id: string }>(`/flows/${id}/runs`, { input: { goal: 'Sum and time' } });
  await page.goto(`/runs/${run.id}`);
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan).toContainText('Work out the sum, held');
  await plan.getByRole('button', { name: 'Edit plan' }).click();
  const form = plan.getByRole('form', { name: 'Edit the plan' });
  // What has begun is shown, and cannot be edited.
  await expect(form.getByRole('textbox')).toHaveCount(1);

  const goal = form.getByRole('textbox', { name: 'Goal of step 2' });
  await goal.fill('Read the time of day');
  await form.getByRole('button', { name: 'Add step' }).click();
  const added = form.getByRole('textbox', { name: 'Goal of step 3' });
  await expect(added).toBeFocused();
  await page.keyboard.type('Work it out again');
  await page.keyboard.press('Alt+ArrowUp');
  const moved = form.getByRole('textbox', { name: 'Goal of step 2' });
  await expect(moved).toHaveValue('Work it out again');
  await expect(moved).toBeFocused();
  await form.getByRole('button', { name: 'Add step' }).click();
  await page.keyboard.type('Not needed');
  await form.getByRole('button', { name: 'Remove step 4' }).click();
  await form.getByRole('combobox', { name: 'What step 3 uses' }).click();
  await page.getByRole('option', { name: 'calculator' }).press('Escape');
  await moved.press('Enter');

  await expect(form).toBeHidden();
  const items = plan.getByRole('listitem');
  await expect(items).toHaveText([
    /Work out the sum, held/,
    /Work it out again/,
    /Read the time of day/,
    /Answer/,
  ]);
  await expect(plan).toContainText('edited');

  studio.letModelEnd();
  await expect(page.getByTestId('run-answer')).toContainText('The answer arrives');
  await expect(plan.getByRole('button', { name: 'Edit plan' })).toHaveCount(0);
  const { items: events } = await api.get<{ items: { type: string; tool?: string }[] }>(
    `/runs/${run.id}/events`,
  );
  expect(events.filter(({ type }) => type === 'tool-call').map(({ tool }) => tool)).toEqual([
    'calculator',
    'calculator',
    'current-time',
  ]);

  // A replay shows the plan as it was before the edit, and as it was after.
  await page.reload();
  await expect(plan).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Event' });
  await slider.press('Home');
  await expect(plan).toBeHidden();
  while (!(await plan.isVisible())) await page.keyboard.press('ArrowRight');
  await expect(items).toHaveText([/Work out the sum, held/, /Look at the clock/, /Answer/]);
  await slider.press('End');
  await expect(items).toHaveText([
    /Work out the sum, held/,
    /Work it out again/,
    /Read the time of day/,
    /Answer/,
  ]);
});
