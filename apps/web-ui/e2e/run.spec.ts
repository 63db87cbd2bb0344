import { modelFlow, node, openFlow } from './support/flows';
import type { Api } from './support/api';
import { expect, test } from './support/test';

/** A knowledge base over the sample repository, read to the end. */
async function readRepository(api: Api, location: string): Promise<void> {
  const base = await api.post<{ id: string }>('/knowledge', { name: 'Lantern' });
  await api.post(`/knowledge/${base.id}/sources`, { kind: 'folder', location });
  await expect
    .poll(async () => (await api.get<{ fileCount: number }>(`/knowledge/${base.id}`)).fileCount)
    .toBeGreaterThan(0);
}

test('runs a flow, streams on the node and in the panel, and replays it', async ({
  signedIn: page,
  api,
  studio,
}) => {
  await openFlow(page, api, modelFlow('Stream'));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('textbox', { name: 'question' }).fill('Say something, held to the end');
  await page.keyboard.press('Control+Enter');
  await expect(node(page, 'Writer').getByTestId('node-live-text')).toContainText('The answer arrives');
  await expect(node(page, 'Writer').getByRole('img', { name: 'Running' })).toBeVisible();
  studio.letModelEnd();
  await expect(page.getByTestId('run-answer')).toContainText('watched on the node.');
  await expect(node(page, 'Result').getByRole('img', { name: 'Completed' })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Run trace' }).getByRole('button', { name: /Writer/ }),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Open in replay' }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(node(page, 'Result').getByRole('img', { name: 'Completed' })).toBeVisible();
  const scrubber = page.getByRole('slider', { name: 'Event' });
  await scrubber.focus();
  await page.keyboard.press('Home');
  await expect(node(page, 'Question').getByRole('img', { name: 'Not run' })).toBeVisible();
  await page.getByRole('button', { name: 'Step on' }).click();
  await page.getByRole('button', { name: 'Step on' }).click();
  await expect(node(page, 'Question').getByRole('img', { name: 'Running' })).toBeVisible();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(node(page, 'Result').getByRole('img', { name: 'Completed' })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('tab', { name: 'Inspector' }).click();
  await node(page, 'Writer').click();
  await expect(page.getByText('Say something').first()).toBeVisible();
});

test('stops a run in under two seconds', async ({ signedIn: page, api }) => {
  await openFlow(page, api, modelFlow('Endless'));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('textbox', { name: 'question' }).fill('endless');
  await page.getByRole('dialog').getByRole('button', { name: /^Run/ }).click();
  await expect(node(page, 'Writer').getByTestId('node-live-text')).toContainText('The answer');
  await page.keyboard.press('Control+Enter');
  await expect(node(page, 'Writer').getByRole('img', { name: 'Cancelled' })).toBeVisible({ timeout: 2_000 });
});

test('shows the text so far after a reload in the middle of a run', async ({ signedIn: page, api }) => {
  const id = await openFlow(page, api, modelFlow('Reload'));
  const run = await api.post<{ id: string }>(`/flows/${id}/runs`, { input: { question: 'endless' } });
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByTestId('run-answer')).toContainText('one word after the other');
  await page.reload();
  await expect(page.getByTestId('run-answer')).toContainText('The answer arrives one word after the other');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(node(page, 'Writer').getByRole('img', { name: 'Cancelled' })).toBeVisible();
});

test('answers about a repository with citations', async ({ signedIn: page, api, studio }) => {
  await readRepository(api, studio.repository);
  await page.goto('/flows');
  await page
    .getByRole('region', { name: 'Templates' })
    .getByRole('button', { name: /Ask a repository/ })
    .click();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Source:/ }).click();
  await page
    .getByRole('option', { name: /lantern/i })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: 'Question' })
    .fill('What happens when the lock of the gate is busy?');
  await page.keyboard.press('Control+Enter');
  const answer = page.getByTestId('run-answer');
  await expect(answer.getByRole('link', { name: /^Source 1: .*open-gate\.ts/ }).first()).toBeVisible();
  await page.goto('/runs');
  await expect(page.getByRole('link', { name: 'Ask a repository' }).first()).toBeVisible();
});
