import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from './support/api';
import { startStudio } from './support/server';
import { expect, test } from './support/test';

/** Calls an address and gives out what came back. */
function callFlow(url: string) {
  return {
    name: 'Order',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' }, position: { x: 0, y: 0 } },
      {
        id: 'order',
        kind: 'tool',
        label: 'Order',
        config: { tool: 'http-request', arguments: { url, method: 'POST' } },
        position: { x: 300, y: 0 },
      },
      { id: 'result', kind: 'output', config: { name: 'answer' }, position: { x: 600, y: 0 } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'order', port: 'input' } },
      { id: 'e2', from: { node: 'order', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
    settings: { allowedEffects: ['write'] },
  };
}

test('goes on with what a person says about a call that a crash cut off', async ({ page }) => {
  // Takes the order and never answers.
  const shop = createServer();
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/orders`;
  const studio = await startStudio();
  try {
    await page.goto(studio.startAddress);
    await page.getByRole('link', { name: 'Flows' }).first().waitFor();
    const api = createApi(page);
    const flow = await api.post<{ id: string }>('/flows', { flow: callFlow(url) });
    const isOrdered = once(shop, 'request');
    const run = await api.post<{ id: string }>(`/flows/${flow.id}/runs`, { input: { text: 'one' } });
    await isOrdered;
    const { startAddress } = await studio.crashAndRestart();

    await page.goto(startAddress);
    await page.getByRole('link', { name: 'Flows' }).first().waitFor();
    await page.goto(`${new URL(startAddress).origin}/runs/${run.id}`);
    const question = page.getByRole('region', { name: 'Question of the run' });
    await expect(question).toContainText('http-request was called');
    await expect(question).toContainText(url);
    await expect(question.getByRole('button', { name: 'Run it again' })).toBeVisible();
    await expect(question.getByRole('button', { name: 'Leave it out' })).toBeVisible();

    await page.getByRole('button', { name: 'Step back' }).click();
    await page.getByRole('button', { name: 'Step back' }).click();
    await expect(question.getByRole('button')).toHaveCount(0);
    await page.getByRole('slider', { name: 'Event' }).focus();
    await page.keyboard.press('End');

    await question.getByRole('textbox', { name: /^Result/ }).fill('{ "status": 201 }');
    await question.getByRole('button', { name: 'It happened: use this result' }).click();
    await expect(page.getByTestId('run-answer')).toContainText('201');
    await expect(question).toBeHidden();
  } finally {
    await studio.stop();
    shop.closeAllConnections();
    shop.close();
  }
});
