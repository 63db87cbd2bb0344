import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentConfigSchema } from '@codexos/protocol/agent';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { createLogger } from '@codexos/utils/logging';
import { describe, expect, it } from 'vitest';
import { createApplication, type Application } from '../../application.ts';
import { defineWitnessTool, startScriptedModelServer, type ServerAnswer } from '../../testing/index.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';

/** The caller hands one task to each writer; a writer posts, which must not happen twice, and says how that went. */
function script(body: string, writerCount: number): ServerAnswer {
  const isAnswered = body.includes('"role":"tool"');
  if (!body.includes('ask-writer'))
    return isAnswered
      ? body.includes('chose to leave it')
        ? { status: 400 }
        : { text: 'Posted.' }
      : { toolCalls: [{ id: 'p', name: 'post', input: { label: 'news' } }] };
  if (isAnswered) return { text: body.includes('ended as failed') ? 'The writer failed.' : 'All is told.' };
  const calls = Array.from({ length: writerCount }, (_, index) => ({
    id: `w${index}`,
    name: index === 0 ? 'ask-writer' : `ask-writer-${index + 1}`,
    input: { goal: `Post ${index}` },
  }));
  return { toolCalls: calls };
}

interface World extends AsyncDisposable {
  application: Application;
  workspaceId: WorkspaceId;
  runId: RunId;
  /** Runs of the writers. */
  children: RunId[];
  events(runId: string): Promise<RunEvent[]>;
  /** Waits until a run is in a state. */
  until(runId: string, status: string): Promise<void>;
  answerChild(runId: string, action: 'skip' | 'use'): Promise<void>;
}

/** A caller whose writers were cut off in the middle of posting: all of them wait for a person. */
async function startWaiting(writerCount = 1): Promise<World> {
  const server = await startScriptedModelServer(({ body }) => script(JSON.stringify(body), writerCount));
  const dataFolder = await mkdtemp(join(tmpdir(), 'codexos-children-'));
  let postCount = 0;
  const allPosting = Promise.withResolvers<void>();
  const open = (): Promise<Application> =>
    createApplication({
      dataFolder,
      fixedRoots: [],
      allowedAddresses: [],
      readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `${server.url}/v1` : undefined),
      logger: createLogger({ level: 'silent' }),
      version: '0.0.0',
      extraTools: [
        defineWitnessTool(
          ({ signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
              if (++postCount === writerCount) allPosting.resolve();
            }),
          { name: 'post', effect: 'write' },
        ),
      ],
    });
  const first = await open();
  const { workspaceId } = await first.services.sessions.localPrincipal();
  const model = 'local/tiny';
  const subAgents: string[] = [];
  for (let index = 0; index < writerCount; index++) {
    const config = agentConfigSchema.parse({ model, tools: ['post'] });
    const { id } = await first.services.agents.create(workspaceId, {
      name: 'Writer',
      description: '',
      config,
    });
    await first.services.agents.publish({ workspaceId, agentId: id }, undefined);
    subAgents.push(id);
  }
  const run = await first.services.runs.start({
    workspaceId,
    name: 'Caller',
    flow: flowOfAgent('Caller', agentConfigSchema.parse({ model, subAgents })),
    input: { request: 'Tell it' },
    trigger: 'manual',
  });
  await allPosting.promise;
  await first.close();
  const application = await open();
  const { runs, runStore, journal, topics } = application.services;
  const until: World['until'] = async (runId, status) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const leave = topics.runStatus.subscribe(workspaceId, (change) => {
      if (change.runId === runId && change.status === status) resolve();
    });
    if ((await runStore.summary({ workspaceId, runId })).status === status) resolve();
    await promise;
    leave();
  };
  const events = (runId: string): Promise<RunEvent[]> => Promise.resolve(journal.read(runId as RunId, 0));
  const isPaused = until(run.id, 'paused');
  await application.start();
  const children = (await events(run.id)).flatMap((event) =>
    event.type === 'child-run-start' ? [event.childRunId] : [],
  );
  await isPaused;
  return {
    application,
    workspaceId,
    runId: run.id,
    children,
    events,
    until,
    async answerChild(runId, action) {
      const call = (await events(runId)).find(({ type }) => type === 'tool-call');
      if (call?.type !== 'tool-call') throw new Error('The writer has not posted.');
      await runs.answer(
        { workspaceId, runId },
        { activationId: call.activationId, answer: { call: call.call, action, output: {} }, by: 'ada' },
      );
    },
    async [Symbol.asyncDispose]() {
      await application.close();
      await server[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const endOf = (events: readonly RunEvent[]): RunEvent | undefined => events.at(-1);

describe('a run that waits for an agent which it called', () => {
  it('names the run that waits, and both finish once that one is answered', async () => {
    await using world = await startWaiting();
    const [child = ''] = world.children;
    const pause = (await world.events(world.runId)).findLast(({ type }) => type === 'node-pause');
    expect(pause).toMatchObject({
      reason: expect.stringContaining(child),
      question: { type: 'child-runs', runs: [{ runId: child, name: 'Writer', goal: 'Post 0' }] },
    });
    const { runStore } = world.application.services;
    expect(await runStore.listWaitingChildren(world.runId)).toEqual([{ id: child, name: 'Writer' }]);

    const isEnded = world.until(world.runId, 'completed');
    await world.answerChild(child, 'use');
    await isEnded;
    expect(endOf(await world.events(child))).toMatchObject({
      status: 'completed',
      outputs: { answer: 'Posted.' },
    });
    const events = await world.events(world.runId);
    expect(endOf(events)).toMatchObject({ status: 'completed', outputs: { answer: 'All is told.' } });
    expect(events.filter(({ type }) => type === 'child-run-end')).toHaveLength(1);
  });

  it('waits for each of several, and goes on when the last has ended', async () => {
    await using world = await startWaiting(2);
    const [first = '', second = ''] = world.children;
    const isEnded = world.until(world.runId, 'completed');
    await world.answerChild(second, 'use');
    await world.until(second, 'completed');
    await world.until(world.runId, 'paused');
    await world.answerChild(first, 'use');
    await isEnded;
    expect((await world.events(world.runId)).filter(({ type }) => type === 'child-run-end')).toHaveLength(2);
  });

  it('is not answered in its place', async () => {
    await using world = await startWaiting();
    const { workspaceId, runId } = world;
    await expect(
      world.application.services.runs.answer(
        { workspaceId, runId },
        { activationId: 'agent', answer: null, by: 'ada' },
      ),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(world.children[0] ?? '') });
  });

  it('ends the run that waits when it is cancelled', async () => {
    await using world = await startWaiting();
    const [child = ''] = world.children;
    const isEnded = world.until(world.runId, 'cancelled');
    await world.application.services.runs.cancel(
      { workspaceId: world.workspaceId, runId: world.runId },
      'ada',
    );
    await isEnded;
    expect(endOf(await world.events(child))).toMatchObject({ type: 'run-end', status: 'cancelled' });
    expect((await world.events(child)).at(-2)).toMatchObject({ type: 'run-cancel-request', by: 'parent' });
  });

  it('is told why the other failed', async () => {
    await using world = await startWaiting();
    const [child = ''] = world.children;
    const isEnded = world.until(world.runId, 'completed');
    // The model of the writer breaks on a call that was left out.
    await world.answerChild(child, 'skip');
    await isEnded;
    expect(endOf(await world.events(child))).toMatchObject({
      status: 'failed',
      error: { code: 'MODEL_FAILED' },
    });
    const events = await world.events(world.runId);
    expect(events.find(({ type }) => type === 'child-run-end')).toMatchObject({
      status: 'failed',
      error: { code: 'MODEL_FAILED' },
    });
    expect(endOf(events)).toMatchObject({ outputs: { answer: 'The writer failed.' } });
  });

  it('is told that the other was cancelled', async () => {
    await using world = await startWaiting();
    const [child = ''] = world.children;
    const isEnded = world.until(world.runId, 'completed');
    await world.application.services.runs.cancel({ workspaceId: world.workspaceId, runId: child }, 'ada');
    await isEnded;
    const events = await world.events(world.runId);
    expect(events.find(({ type }) => type === 'child-run-end')).toMatchObject({ status: 'cancelled' });
  });
});
