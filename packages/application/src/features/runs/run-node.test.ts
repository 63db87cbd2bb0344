import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type { RunId } from '@codexos/protocol/ids';
import { describe, expect, it } from 'vitest';
import { createTestApplication, databaseKinds, defineWitnessTool } from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import { publishFlowUseCase } from '../flows/publish-flow.use-case.ts';
import { getLastNodeRunUseCase } from './get-last-node-run.use-case.ts';
import { runNodeUseCase } from './run-node.use-case.ts';
import { runPublishedFlowUseCase } from './run-published-flow.use-case.ts';
import { startRunUseCase } from './start-run.use-case.ts';

const flow = (pin?: unknown): Flow =>
  flowSchema.parse({
    name: 'Witnessed',
    settings: { allowedEffects: ['write'] },
    nodes: [
      { id: 'in', kind: 'input', label: 'Word', config: { name: 'text' } },
      {
        ...{ id: 'act', kind: 'tool', label: 'Act', ...(pin === undefined ? {} : { pin }) },
        config: { tool: 'witness', arguments: { label: '{{ input + run.input.text }}' } },
      },
      { id: 'both', kind: 'merge', label: 'Both', config: { combine: 'object' } },
      { id: 'out', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'act', port: 'input' } },
      { id: 'e2', from: { node: 'in', port: 'value' }, to: { node: 'both', port: 'inputs' } },
      { id: 'e3', from: { node: 'act', port: 'result' }, to: { node: 'both', port: 'inputs' } },
      { id: 'e4', from: { node: 'both', port: 'value' }, to: { node: 'out', port: 'value' } },
    ],
  });

async function open(kind: (typeof databaseKinds)[number], draft: Flow) {
  const calls: string[] = [];
  const test = await createTestApplication({
    kind,
    extraTools: [defineWitnessTool(({ label }) => void calls.push(label))],
  });
  const { services } = test.application;
  const { principal } = test;
  const { flowId } = await services.flowDocuments.create(principal.workspaceId, draft);
  const call = { services, principal };
  const ended = async (runId: string) =>
    services.runs.waitForResult({ workspaceId: principal.workspaceId, runId }, 20_000);
  const runNode = async (nodeId: string, body: object) => {
    const request = { params: { flowId, nodeId }, body };
    const run = await invoke(runNodeUseCase, { ...call, request });
    return { run, result: await ended(run.id) };
  };
  const runDraft = async () => {
    const request = { params: { flowId }, body: { input: { text: 'go' } } };
    const run = await invoke(startRunUseCase, { ...call, request });
    return { run, result: await ended(run.id) };
  };
  return { test, services, principal, flowId, call, calls, runNode, runDraft };
}

describe.each(databaseKinds)('one node of a draft, on %s', (kind) => {
  it('runs alone on what it is given, as a run with a journal of its own', async () => {
    const { test, services, flowId, call, calls, runNode, runDraft } = await open(kind, flow());
    await using _ = test;
    const { run, result } = await runNode('act', { input: { input: 'a' }, runInput: { text: 'b' } });
    expect(run).toMatchObject({ nodeId: 'act', name: 'Act alone · Witnessed', trigger: 'manual' });
    expect(result).toMatchObject({ status: 'completed', outputs: { result: { label: 'ab' } } });
    expect(calls).toEqual(['ab']);
    const events = await services.journal.read(run.id as RunId, 0);
    expect(events.filter(({ type }) => type === 'node-start')).toMatchObject([{}, {}, { nodeId: 'act' }, {}]);
    // What the flow as a whole did last is no business of a node that ran alone.
    expect((await services.flows.summary({ ...call.principal, flowId })).lastRun).toBeUndefined();
    const whole = await runDraft();
    expect((await services.flows.summary({ ...call.principal, flowId })).lastRun?.id).toBe(whole.run.id);
  });

  it('takes several values on one port under the names of the nodes that usually give them', async () => {
    const { test, runNode } = await open(kind, flow());
    await using _ = test;
    const { result } = await runNode('both', { input: { inputs: ['x', 'y'] } });
    expect(result.outputs).toEqual({ value: { in: 'x', act: 'y' } });
  });

  it('refuses what means nothing alone, what is missing and what is unknown, and stores nothing', async () => {
    const { test, services, principal, flowId, runNode } = await open(kind, flow());
    await using _ = test;
    const refusal = (code: string, message: string) => ({
      code,
      message: expect.stringContaining(message) as string,
      hint: expect.any(String) as string,
    });
    await expect(runNode('in', {})).rejects.toMatchObject(
      refusal('REQUEST_INVALID', '“Word” cannot run alone'),
    );
    await expect(runNode('out', {})).rejects.toMatchObject(refusal('REQUEST_INVALID', 'cannot run alone'));
    await expect(runNode('both', {})).rejects.toMatchObject(refusal('RUN_INPUT_INVALID', '“Inputs”'));
    await expect(runNode('act', { input: { other: 1 } })).rejects.toMatchObject(
      refusal('REQUEST_INVALID', 'no in-port “other”'),
    );
    await expect(runNode('gone', {})).rejects.toMatchObject(refusal('NOT_FOUND', '“gone”'));
    const { items } = await services.runStore.list({ ...principal, flowId, limit: 10 });
    expect(items).toEqual([]);
  });

  it('is offered what it took the last time, and not what stood in for it elsewhere', async () => {
    const { test, call, flowId, runNode, runDraft } = await open(kind, flow());
    await using _ = test;
    const lastOf = async (nodeId: string) =>
      (await invoke(getLastNodeRunUseCase, { ...call, request: { params: { flowId, nodeId } } })).last;
    expect(await lastOf('act')).toBeUndefined();
    const whole = await runDraft();
    await runNode('both', { input: { inputs: ['x', 'y'] } });
    expect(await lastOf('act')).toMatchObject({
      ...{ runId: whole.run.id, status: 'completed', input: { input: 'go' }, runInput: { text: 'go' } },
      outputs: [{ port: 'result', value: { label: 'gogo' } }],
    });
  });

  it('gives what is pinned on it in runs of the draft, and runs in published ones', async () => {
    const pin = { outputs: [{ port: 'result', value: { label: 'pinned' } }] };
    const { test, services, call, flowId, calls, runDraft, runNode } = await open(kind, flow(pin));
    await using _ = test;
    const draft = await runDraft();
    expect(draft.result.outputs).toEqual({ answer: { in: 'go', act: { label: 'pinned' } } });
    expect(calls).toEqual([]);
    const events = await services.journal.read(draft.run.id as RunId, 0);
    expect(events.filter((event) => event.type === 'node-end' && event.isPinned)).toMatchObject([
      { nodeId: 'act', outputs: pin.outputs },
    ]);
    await invoke(publishFlowUseCase, { ...call, request: { params: { flowId }, body: {} } });
    const request = { params: { flowId }, query: {}, body: { input: { text: 'go' } } };
    const published = await invoke(runPublishedFlowUseCase, { ...call, request });
    expect(published.outputs).toMatchObject({ answer: { in: 'go', act: { label: 'gogo' } } });
    // Whoever runs the node itself wants to know what it does.
    await runNode('act', { input: { input: 'x' }, runInput: { text: 'y' } });
    expect(calls).toEqual(['gogo', 'xy']);
  });
});
