import { z } from 'zod';
import {
  compileFlow,
  createMemoryJournal,
  defineNode,
  done,
  NODE_KINDS,
  runFlow,
  type Journal,
} from '../../packages/agent-engine/src/index.ts';
import { flowSchema, type Flow } from '../../packages/protocol/src/flow.ts';
import type { RunId } from '../../packages/protocol/src/ids.ts';
import { CHAIN_LENGTH, FAN_WIDTH, LOOP_TURNS, PAYLOAD, type Shape } from './shapes.ts';

/** A node as cheap as a real one can be: it has settings to check, waits for a promise, and gives 1 kB. */
const workNode = defineNode({
  kind: 'work',
  version: 1,
  meta: { label: 'Work', group: 'logic', icon: 'cpu', summary: 'Gives 1 kB' },
  config: z.object({ times: z.int().min(1).max(10).default(1), note: z.string().max(100).default('') }),
  ports: {
    in: { input: { label: 'Input', type: 'any', many: true } },
    out: { output: { label: 'Output', type: 'any' } },
  },
  run: async () => done({ port: 'output', value: PAYLOAD }),
});
const kinds = [...NODE_KINDS, workNode];

export interface OurEngine {
  /** Compiles the flow, runs it with one listener, and gives the count of nodes of the shape. */
  run(shape: Shape): Promise<number>;
}

export interface OurEngineOptions {
  journal?: Journal;
  /** Makes the run's row, where the journal needs one. */
  createRun?: (runId: RunId) => void;
}

let runCount = 0;

export function createOurEngine({ journal, createRun }: OurEngineOptions = {}): OurEngine {
  return {
    async run(shape) {
      const { flow, nodeCount } = SHAPES[shape];
      const { graph, problems } = compileFlow(flow, { kinds });
      if (!graph) throw new Error(problems.map(({ message }) => message).join(' '));
      const runId = `run-${(runCount += 1)}` as RunId;
      createRun?.(runId);
      let eventCount = 0;
      const { status } = await runFlow({
        graph,
        journal: journal ?? createMemoryJournal(),
        runId,
        createId: () => '',
        onEvent: () => (eventCount += 1),
      });
      if (status !== 'completed' || eventCount < nodeCount) throw new Error(`The run ended as ${status}.`);
      return nodeCount;
    },
  };
}

type Edge = [from: string, to: string];

function toFlow(nodes: Record<string, string | { kind: string; config: object }>, edges: Edge[]): Flow {
  const toEnd = (end: string): { node: string; port: string } => {
    const [node = '', port = ''] = end.split('.');
    return { node, port };
  };
  return flowSchema.parse({
    name: 'benchmark',
    nodes: Object.entries(nodes).map(([id, node]) =>
      typeof node === 'string' ? { id, kind: node } : { id, ...node },
    ),
    edges: edges.map(([from, to], index) => ({ id: `e${index}`, from: toEnd(from), to: toEnd(to) })),
    settings: { maxActivations: 100_000 },
  });
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`);

function chain(): Flow {
  const ids = names(CHAIN_LENGTH);
  return toFlow({ ...Object.fromEntries(ids.map((id) => [id, 'work'])), out: 'output' }, [
    ...ids.slice(1).map((id, index): Edge => [`n${index}.output`, `${id}.input`]),
    [`n${CHAIN_LENGTH - 1}.output`, 'out.value'],
  ]);
}

function fanOut(): Flow {
  const ids = names(FAN_WIDTH);
  return toFlow(
    {
      start: 'work',
      ...Object.fromEntries(ids.map((id) => [id, 'work'])),
      all: { kind: 'merge', config: { combine: 'first' } },
      out: 'output',
    },
    [
      ...ids.flatMap((id): Edge[] => [
        ['start.output', `${id}.input`],
        [`${id}.output`, 'all.inputs'],
      ]),
      ['all.value', 'out.value'],
    ],
  );
}

function loop(): Flow {
  return toFlow(
    { start: 'work', loop: { kind: 'loop', config: { maxTurns: LOOP_TURNS } }, work: 'work', out: 'output' },
    [
      ['start.output', 'loop.input'],
      ['loop.body', 'work.input'],
      ['work.output', 'loop.back'],
      ['loop.done', 'out.value'],
    ],
  );
}

// Nodes that only our form of a shape needs (output, merge, the loop itself) are work that is done but not counted.
const SHAPES: Readonly<Record<Shape, { flow: Flow; nodeCount: number }>> = {
  'chain of 100': { flow: chain(), nodeCount: CHAIN_LENGTH },
  'fan-out of 100': { flow: fanOut(), nodeCount: FAN_WIDTH },
  'loop of 1,000': { flow: loop(), nodeCount: LOOP_TURNS },
};
