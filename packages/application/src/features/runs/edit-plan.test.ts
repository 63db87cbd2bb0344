import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentConfigSchema } from '@codexos/protocol/agent';
import type { RunId } from '@codexos/protocol/ids';
import type { EditedStep } from '@codexos/protocol/plan';
import { createLogger } from '@codexos/utils/logging';
import { expect, it } from 'vitest';
import { createApplication, type Application } from '../../application.ts';
import { defineWitnessTool, startScriptedModelServer } from '../../testing/index.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';

const step = (id: string, goal: string, after: string[]): EditedStep => ({
  id,
  goal,
  uses: { type: 'tool', tool: 'witness' },
  doneWhen: '',
  after,
});
const answer: EditedStep = { id: 'end', goal: 'Answer', uses: { type: 'answer' }, doneWhen: '', after: [] };
const one = step('one', 'First', []);

it('keeps an edited plan over a restart, and goes on by it', async () => {
  await using server = await startScriptedModelServer(({ body }) => {
    const text = JSON.stringify(body.messages);
    if (JSON.stringify(body).includes('You plan work'))
      return { text: JSON.stringify({ steps: [one, step('two', 'Second', ['one']), answer] }) };
    if (body.tools?.length !== 1) return { text: 'Done.' };
    const label = ['Second', 'Other', 'First'].find((goal) => text.includes(goal)) ?? '';
    return { toolCalls: [{ id: 'w', name: 'witness', input: { label } }] };
  });
  const dataFolder = await mkdtemp(join(tmpdir(), 'codexos-plan-'));
  const isCalled = Promise.withResolvers<void>();
  const labels: string[] = [];
  let isFirst = true;
  const open = (): Promise<Application> =>
    createApplication({
      dataFolder,
      fixedRoots: [],
      allowedAddresses: [],
      readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `${server.url}/v1` : undefined),
      logger: createLogger({ level: 'silent' }),
      version: '0.0.0',
      extraTools: [
        defineWitnessTool(({ label, signal }) => {
          labels.push(label);
          if (!isFirst) return;
          isCalled.resolve();
          return new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          });
        }),
      ],
    });
  const before = await open();
  const { workspaceId, userId } = await before.services.sessions.localPrincipal();
  const config = agentConfigSchema.parse({ model: 'local/tiny', mode: 'planner', tools: ['witness'] });
  const { id: runId } = await before.services.runs.start({
    workspaceId,
    name: 'Planner',
    flow: flowOfAgent('Planner', config),
    input: { request: 'Do it' },
    trigger: 'manual',
  });
  await isCalled.promise;
  await before.services.runs.editPlan(
    { workspaceId, runId },
    { activationId: 'agent', revision: 1, steps: [one, step('new', 'Other', ['one']), answer], by: userId },
  );
  await before.close();
  isFirst = false;

  const after = await open();
  await after.start();
  await after.services.runs.waitForResult({ workspaceId, runId }, 20_000);
  const events = await after.services.journal.read(runId as RunId, 0);
  expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'completed' });
  expect(labels).toEqual(['First', 'First', 'Other']);
  await after.close();
  await rm(dataFolder, { recursive: true, force: true });
});
