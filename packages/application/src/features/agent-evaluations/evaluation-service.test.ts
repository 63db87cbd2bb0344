import { agentConfigSchema } from '@codexos/protocol/agent';
import {
  agentEvaluationSchema,
  type AgentCase,
  type AgentEvaluation,
} from '@codexos/protocol/agent-evaluation';
import { describe, expect, it } from 'vitest';
import {
  createTestApplication,
  databaseKinds,
  startScriptedModelServer,
  type TestApplication,
} from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import type { AgentKey } from '../agents/agent-store.ts';
import { cancelAgentEvaluationUseCase } from './cancel-agent-evaluation.use-case.ts';
import { createEvaluationService } from './evaluation-service.ts';
import { listAgentEvaluationsUseCase } from './list-agent-evaluations.use-case.ts';
import { saveAgentCasesUseCase } from './save-agent-cases.use-case.ts';
import { startAgentEvaluationUseCase } from './start-agent-evaluation.use-case.ts';

const CASES: AgentCase[] = [
  {
    id: 'sum',
    question: 'What is 2 + 3?',
    expectations: [
      { type: 'calls', text: 'calculator' },
      { type: 'contains', text: 'it is 5' },
    ],
  },
  { id: 'moon', question: 'Where is the moon?', expectations: [{ type: 'excludes', text: 'cheese' }] },
  { id: 'sun', question: 'And the sun?', expectations: [] },
];

interface World {
  test: TestApplication;
  key: AgentKey;
  start: (version?: number) => Promise<AgentEvaluation>;
  list: () => Promise<readonly AgentEvaluation[]>;
  /** Lets the model answer, where it was told to wait. */
  release: () => void;
  asked: () => number;
}

async function withAgent(
  { kind, isWaiting = false }: { kind: 'sqlite' | 'postgres'; isWaiting?: boolean },
  run: (world: World) => Promise<void>,
): Promise<void> {
  const gate = Promise.withResolvers<void>();
  await using server = await startScriptedModelServer(({ body }) => {
    const text = JSON.stringify(body.messages);
    if (text.includes('What is 2 + 3?')) {
      return body.messages.some(({ role }) => role === 'tool')
        ? { text: 'It is 5.' }
        : {
            toolCalls: [{ id: 'c', name: 'calculator', input: { expression: '2 + 3' } }],
            usage: { inputTokens: 90, outputTokens: 20 },
          };
    }
    if (text.includes('moon'))
      return { text: 'Behind the cheese.', ...(isWaiting ? { waitFor: gate.promise } : {}) };
    return { text: 'Up.' };
  });
  await using test = await createTestApplication({
    kind,
    readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `${server.url}/v1` : undefined),
  });
  const { services } = test.application;
  const { workspaceId } = test.principal;
  const config = agentConfigSchema.parse({ model: 'local/tiny', tools: ['calculator'] });
  const { id: agentId } = await services.agents.create(workspaceId, {
    name: 'Guide',
    description: '',
    config,
  });
  const key = { workspaceId, agentId };
  await services.agents.publish(key, undefined);
  const call = { services, principal: test.principal };
  await invoke(saveAgentCasesUseCase, { ...call, request: { params: { agentId }, body: { cases: CASES } } });
  await run({
    test,
    key,
    start: async (number = 1) =>
      agentEvaluationSchema.parse(
        await invoke(startAgentEvaluationUseCase, { ...call, request: { params: { agentId, number } } }),
      ),
    list: async () =>
      agentEvaluationSchema
        .array()
        .parse(
          (await invoke(listAgentEvaluationsUseCase, { ...call, request: { params: { agentId } } })).items,
        ),
    release: gate.resolve,
    asked: () => server.requests.length,
  });
  gate.resolve();
}

describe.each(databaseKinds)('a trial on %s', (kind) => {
  it('asks every question in a run of its own, and keeps what each version did', () =>
    withAgent({ kind }, async ({ test, key, start, list }) => {
      const { evaluations, runStore, agents } = test.application.services;
      const { id } = await start();
      await evaluations.finished(id);
      const [first] = await list();
      expect(first).toMatchObject({ version: 1, status: 'completed', cases: CASES });
      expect(
        first?.results.map(({ caseId, outcome }) => [caseId, outcome?.isPassed, outcome?.checks]),
      ).toEqual([
        ['sum', true, [true, true]],
        ['moon', false, [false]],
        ['sun', true, []],
      ]);
      const run = await runStore.get({ ...key, runId: first?.results[0]?.runId ?? '' });
      expect(run).toMatchObject({
        trigger: 'evaluation',
        version: 1,
        agentId: key.agentId,
        status: 'completed',
      });

      const { draft, revision } = await agents.get(key);
      await agents.update(key, { config: { ...draft, instructions: 'Be right.' }, revision });
      await agents.publish(key, undefined);
      await evaluations.store.saveCases(key, CASES.slice(0, 1));
      await evaluations.finished((await start(2)).id);
      expect((await list()).map(({ version, results }) => [version, results.length])).toEqual([
        [2, 1],
        [1, 3],
      ]);
    }));

  it('ends when it is cancelled, with the run under way, and keeps what is known', () =>
    withAgent({ kind, isWaiting: true }, async ({ test, key, start, list, asked }) => {
      const { services } = test.application;
      const { id } = await start();
      // Two for the sum, and the moon that waits.
      await expect.poll(asked, { timeout: 10_000 }).toBe(3);
      await expect(start()).rejects.toMatchObject({ code: 'CONFLICT' });
      await invoke(cancelAgentEvaluationUseCase, {
        services,
        principal: test.principal,
        request: { params: { agentId: key.agentId, evaluationId: id } },
      });
      await services.evaluations.finished(id);
      const [evaluation] = await list();
      expect(evaluation?.status).toBe('cancelled');
      expect(evaluation?.results.map(({ outcome }) => outcome?.isPassed)).toEqual([true, undefined]);
      const runId = evaluation?.results[1]?.runId ?? ('' as never);
      expect(await services.runs.waitForResult({ ...key, runId }, 10_000)).toMatchObject({
        status: 'cancelled',
      });
    }));

  it('goes on in another process where the first one ended, and asks nothing twice', () =>
    withAgent({ kind, isWaiting: true }, async ({ test, key, start, list, asked, release }) => {
      const { services } = test.application;
      const { id } = await start();
      await expect.poll(asked, { timeout: 10_000 }).toBe(3);
      services.evaluations.close();
      const other = createEvaluationService({ ...services, store: services.evaluations.store });
      await other.resumeAll();
      release();
      await other.finished(id);
      await services.evaluations.finished(id);
      const [evaluation] = await list();
      expect(evaluation).toMatchObject({ status: 'completed' });
      expect(asked()).toBe(4);
      const { items } = await services.runStore.list({ ...key, limit: 20 });
      expect(items).toHaveLength(3);
    }));
});

describe('a trial', () => {
  it('needs a published version and questions', () =>
    withAgent({ kind: 'sqlite' }, async ({ test, key, start }) => {
      await expect(start(7)).rejects.toMatchObject({ code: 'FLOW_VERSION_NOT_FOUND' });
      await test.application.services.evaluations.store.saveCases(key, []);
      await expect(start()).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    }));

  it('fails a question whose run fails, with why', () =>
    withAgent({ kind: 'sqlite' }, async ({ test, key, start, list }) => {
      const { agents, evaluations } = test.application.services;
      const { draft, revision } = await agents.get(key);
      const limits = { ...draft.limits, maxTokens: 100 };
      await agents.update(key, { config: { ...draft, limits }, revision });
      await agents.publish(key, undefined);
      await evaluations.store.saveCases(key, CASES.slice(0, 1));
      await evaluations.finished((await start(2)).id);
      const [evaluation] = await list();
      expect(evaluation?.status).toBe('completed');
      expect(evaluation?.results[0]?.outcome).toMatchObject({
        isPassed: false,
        status: 'failed',
        checks: [false, false],
        message: 'The agent has used its 100 tokens, which is its limit.',
      });
    }));
});
