import { seriousProblems } from './support/axe';
import { expect, test } from './support/test';

const SHOUT = {
  name: 'Shout',
  nodes: [
    { id: 'text', kind: 'input', config: { name: 'text', label: 'Words' }, position: { x: 0, y: 0 } },
    { id: 'result', kind: 'output', config: { name: 'answer' }, position: { x: 320, y: 0 } },
  ],
  edges: [{ id: 'e', from: { node: 'text', port: 'value' }, to: { node: 'result', port: 'value' } }],
};

test('makes a schedule and a webhook of a flow, tries them, switches one off and deletes it', async ({
  signedIn: page,
  api,
}) => {
  const { id } = await api.post<{ id: string }>('/flows', { flow: SHOUT });
  await api.post(`/flows/${id}/publish`);
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Triggers…' }).click();
  const triggers = page.getByRole('region', { name: 'Triggers' });

  await triggers.getByRole('button', { name: 'New trigger' }).click();
  const dialog = page.getByRole('dialog', { name: 'New trigger' });
  await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin');
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('At 09:00, Monday through Friday (Europe/Berlin)');
  await expect(preview.getByRole('listitem')).toHaveCount(5);
  await dialog.getByRole('textbox', { name: 'Words' }).fill('Good morning');
  await dialog.getByRole('button', { name: 'Create' }).click();
  const schedule = triggers.getByRole('listitem', { name: 'Every weekday' });
  await expect(schedule).toContainText('has not fired yet');
  await schedule.getByRole('button', { name: 'Try it' }).click();
  await expect(schedule.getByText('Completed')).toBeVisible({ timeout: 15_000 });
  await expect(schedule.getByRole('link')).toHaveAttribute('href', /\/runs\//);

  await triggers.getByRole('button', { name: 'New trigger' }).click();
  await dialog.getByRole('radio', { name: /Webhook/ }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  const ready = page.getByRole('dialog', { name: 'Message is ready' });
  await expect(ready.locator('[data-slot=webhook-secret]')).toHaveText(/^whsec_/);
  await ready.getByRole('button', { name: 'I have copied it' }).click();
  const webhook = triggers.getByRole('listitem', { name: 'Message' });
  await webhook.getByRole('button', { name: 'How to call it' }).click();
  await expect(webhook.locator('[data-slot=webhook-url]')).toContainText('/api/hooks/');
  await expect(webhook.locator('[data-slot=code-block]')).toContainText('webhook-signature');
  await webhook.getByRole('button', { name: 'Try it' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('{"text": "From outside"}');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(webhook.getByText('Completed')).toBeVisible({ timeout: 15_000 });
  expect(await seriousProblems(page)).toEqual([]);

  await webhook.getByRole('switch', { name: 'Message is on' }).click();
  await expect(webhook).toContainText('Paused');
  await webhook.getByRole('button', { name: 'More for Message' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete the trigger' }).click();
  await expect(webhook).toHaveCount(0);
});
