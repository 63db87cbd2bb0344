import { flowSchema } from '@codexos/protocol/flow';
import type { RunId } from '@codexos/protocol/ids';
import { describe, expect, it } from 'vitest';
import { createTestApplication, databaseKinds, defineWitnessTool } from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import { continueRunUseCase } from './continue-run.use-case.ts';

const flow = flowSchema.parse({
  name: 'Two effects',
  nodes: [
    { id: 'in', kind: 'input', config: { name: 'text' } },
    { id: 'first', kind: 'tool', config: { tool: 'witness', arguments: { label: 'first' } } },
    { id: 'say', kind: 'expression', config: { expression: 'input.label' } },
    { id: 'second', kind: 'tool', config: { tool: 'witness', arguments: { label: '{{ input }}' } } },
    { id: 'out', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'first', port: 'input' } },
    { id: 'e2', from: { node: 'first', port: 'result' }, to: { node: 'say', port: 'input' } },
    { id: 'e3', from: { node: 'say', port: 'value' }, to: { node: 'second', port: 'input' } },
    { id: 'e4', from: { node: 'second', port: 'result' }, to: { node: 'out', port: 'value' } },
  ],
});

describe.each(databaseKinds)('a run that goes on from another one, on %s', (kind) => {
  const open = async (isFailing: () => boolean) => {
    const calls: { label: string; key: string }[] = [];
    const test = await createTestApplication({
      kind,
      extraTools: [
        defineWitnessTool(({ label, key }) => {
          calls.push({ label, key });
          if (key.includes('.second.') && isFailing()) throw new Error('The service is away.');
        }),
      ],
    });
    const { services } = test.application;
    const { workspaceId } = test.principal;
    const start = async (): Promise<RunId> => {
      const { id } = await services.runs.start({
        ...{ workspaceId, name: flow.name, trigger: 'manual', flow },
        input: { text: 'go' },
      });
      await services.runs.waitForResult({ workspaceId, runId: id }, 20_000);
      return id;
    };
    const goOn = async (runId: string, body: object) => {
      const { id } = await invoke(continueRunUseCase, {
        ...{ services, principal: test.principal },
        request: { params: { runId }, query: {}, body },
      });
      return { id, result: await services.runs.waitForResult({ workspaceId, runId: id }, 20_000) };
    };
    return { test, services, workspaceId, calls, start, goOn };
  };

  it('tries again what had failed, and repeats nothing that had finished', async () => {
    let isAway = true;
    const { test, services, workspaceId, calls, start, goOn } = await open(() => isAway);
    await using _ = test;
    const failed = await start();
    expect((await services.runStore.get({ workspaceId, runId: failed })).status).toBe('failed');
    isAway = false;
    const { id, result } = await goOn(failed, {});
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: { label: 'first' } } });
    expect(calls.filter(({ key }) => key.startsWith(id))).toHaveLength(1);
    const [begin] = await services.journal.read(id as RunId, 0);
    expect(begin).toMatchObject({ type: 'run-start', origin: { runId: failed } });
    expect((await services.runStore.get({ workspaceId, runId: id })).origin?.runId).toBe(failed);
  });

  it('takes an edited output in place of what a node had brought', async () => {
    const { test, services, start, goOn } = await open(() => false);
    await using _ = test;
    const before = await start();
    const events = await services.journal.read(before, 0);
    const said = events.find((event) => event.type === 'node-end' && event.nodeId === 'say');
    const edits = [{ activationId: 'say', port: 'value', value: 'edited' }];
    const { result } = await goOn(before, { afterSeq: said?.seq, edits });
    expect(result).toMatchObject({ status: 'completed', outputs: { answer: { label: 'edited' } } });
  });

  it('refuses an edit of what has not come out by then, and says so', async () => {
    const { test, start, goOn } = await open(() => false);
    await using _ = test;
    const before = await start();
    const edits = [{ activationId: 'second', port: 'result', value: 'edited' }];
    await expect(goOn(before, { afterSeq: 2, edits })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringContaining('second') as string,
    });
  });
});
