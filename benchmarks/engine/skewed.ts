/**
 * Four branches of five nodes; in each, another node is slow. The longest way through is one slow node and four quick
 * ones. An engine that goes in rounds waits for the slow one of every round.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { z } from 'zod';
import {
  compileFlow,
  createMemoryJournal,
  defineNode,
  done,
  NODE_KINDS,
  runFlow,
} from '../../packages/agent-engine/src/index.ts';
import { flowSchema } from '../../packages/protocol/src/flow.ts';
import type { RunId } from '../../packages/protocol/src/ids.ts';

const BRANCHES = 4;
const DEPTH = 5;
const SLOW_MS = 200;
const QUICK_MS = 5;

export const CRITICAL_PATH_MS = SLOW_MS + (DEPTH - 1) * QUICK_MS;

const msOf = (branch: number, depth: number): number => (branch === depth ? SLOW_MS : QUICK_MS);

export async function ourSkewedMs(): Promise<number> {
  const slowNode = defineNode({
    kind: 'slow',
    version: 1,
    meta: { label: 'Slow', group: 'logic', icon: 'timer', summary: 'Waits' },
    config: z.object({ ms: z.int() }),
    ports: { in: { input: { label: 'In', type: 'any' } }, out: { output: { label: 'Out', type: 'any' } } },
    async run({ config }) {
      await sleep(config.ms);
      return done({ port: 'output', value: config.ms });
    },
  });
  const nodes: object[] = [
    { id: 'all', kind: 'merge' },
    { id: 'out', kind: 'output' },
  ];
  const edges: object[] = [
    { id: 'end', from: { node: 'all', port: 'value' }, to: { node: 'out', port: 'value' } },
  ];
  forEachNode((branch, depth) => {
    const id = `b${branch}d${depth}`;
    nodes.push({ id, kind: 'slow', config: { ms: msOf(branch, depth) } });
    const to =
      depth === DEPTH - 1
        ? { node: 'all', port: 'inputs' }
        : { node: `b${branch}d${depth + 1}`, port: 'input' };
    edges.push({ id, from: { node: id, port: 'output' }, to });
  });
  const { graph } = compileFlow(flowSchema.parse({ name: 'skewed', nodes, edges }), {
    kinds: [...NODE_KINDS, slowNode],
  });
  if (!graph) throw new Error('The skewed flow does not compile.');
  const startedAt = performance.now();
  await runFlow({ graph, journal: createMemoryJournal(), runId: 'skewed' as RunId, createId: () => '' });
  return performance.now() - startedAt;
}

export async function langGraphSkewedMs(): Promise<number> {
  const State = Annotation.Root({
    count: Annotation<number>({ reducer: (left, right) => left + right, default: () => 0 }),
  });
  const graph = new StateGraph(State) as unknown as {
    addNode(name: string, work: () => Promise<{ count: number }>): void;
    addEdge(from: string | string[], to: string): void;
    compile(): { invoke(input: object): Promise<unknown> };
  };
  forEachNode((branch, depth) => {
    graph.addNode(`b${branch}d${depth}`, async () => {
      await sleep(msOf(branch, depth));
      return { count: 1 };
    });
  });
  graph.addNode('all', async () => ({ count: 0 }));
  forEachNode((branch, depth) =>
    graph.addEdge(depth === 0 ? START : `b${branch}d${depth - 1}`, `b${branch}d${depth}`),
  );
  graph.addEdge(
    Array.from({ length: BRANCHES }, (_, branch) => `b${branch}d${DEPTH - 1}`),
    'all',
  );
  graph.addEdge('all', END);
  const compiled = graph.compile();
  const startedAt = performance.now();
  await compiled.invoke({});
  return performance.now() - startedAt;
}

function forEachNode(visit: (branch: number, depth: number) => void): void {
  for (let branch = 0; branch < BRANCHES; branch++)
    for (let depth = 0; depth < DEPTH; depth++) visit(branch, depth);
}
