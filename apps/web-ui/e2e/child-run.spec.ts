import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from './support/api';
import { startStudio } from './support/server';
import { expect, test } from './support/test';

/** An agent that does nothing but ask another one. */
function callerFlow(agentId: string) {
  return {
    name: 'Delegated order',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' }, position: { x: 0, y: 0 } },
      {
        id: 'caller',
        kind: 'agent',
        label: 'Caller',
        config: { model: 'local/scripted', subAgents: [agentId] },
        position: { x: 300, y: 0 },
      },
      { id: 'result', kind: 'output', config: { name: 'answer' }, position: { x: 600, y: 0 } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'caller', port: 'input' } },
      { id: 'e2', from: { node: 'caller', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
    settings: { allowedEffects: ['write'] },
  };
}

test('leads from a run that waits to the run of the agent that asks, and both go on', async ({ page }) => {
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
    const writer = await api.post<{ id: string }>('/agents', {
      name: 'Writer',
      config: { model: 'local/scripted', tools: ['http-request'] },
    });
    await api.post(`/agents/${writer.id}/publish`);
    const flow = await api.post<{ id: string }>('/flows', { flow: callerFlow(writer.id) });
    const isOrdered = once(shop, 'request');
    const run = await api.post<{ id: string }>(`/flows/${flow.id}/runs`, {
      input: { text: `Order at ${url}` },
    });
    await isOrdered;
    const { startAddress } = await studio.crashAndRestart();

    await page.goto(startAddress);
    await page.getByRole('link', { name: 'Flows' }).first().waitFor();
    const address = `${new URL(startAddress).origin}/runs/${run.id}`;
    await page.goto(address);
    const question = page.getByRole('region', { name: 'Question of the run' });
    await expect(question).toContainText('The run waits for an agent');
    await expect(question).toContainText('Writer');
    const detail = await api.get<{ waitingRuns: { name: string }[] }>(`/runs/${run.id}`);
    expect(detail.waitingRuns).toEqual([expect.objectContaining({ name: 'Writer' })]);

    await question.getByRole('link', { name: 'Open the run of Writer' }).click();
    await expect(question).toContainText('http-request was called');
    await question.getByRole('textbox', { name: /^Result/ }).fill('{ "status": 201 }');
    await question.getByRole('button', { name: 'It happened: use this result' }).click();
    await expect(page.getByTestId('run-answer')).toContainText('The answer arrives');

    await page.goto(address);
    await expect(page.getByTestId('run-answer')).toContainText('The answer arrives');
    await expect(question).toBeHidden();
  } finally {
    await studio.stop();
    shop.closeAllConnections();
    shop.close();
  }
});
