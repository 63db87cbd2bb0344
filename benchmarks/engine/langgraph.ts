import {
  Annotation,
  END,
  MemorySaver,
  START,
  StateGraph,
  type BaseCheckpointSaver,
} from '@langchain/langgraph';
import { CHAIN_LENGTH, FAN_WIDTH, LOOP_TURNS, PAYLOAD, type Shape } from './shapes.ts';

const State = Annotation.Root({
  value: Annotation<string>({ reducer: (_old, value) => value, default: () => '' }),
  turn: Annotation<number>({ reducer: (_old, turn) => turn, default: () => 0 }),
});

export interface LangGraphEngine {
  run(shape: Shape): Promise<number>;
}

/** Graphs are built once, outside of the measurement, and their updates are listened to. */
export function createLangGraphEngine(checkpointer?: BaseCheckpointSaver): LangGraphEngine {
  const options = checkpointer ? { checkpointer } : {};
  const graphs = {
    'chain of 100': chain(options),
    'fan-out of 100': fanOut(options),
    'loop of 1,000': loop(options),
  };
  const counts: Record<Shape, number> = {
    'chain of 100': CHAIN_LENGTH,
    'fan-out of 100': FAN_WIDTH,
    'loop of 1,000': LOOP_TURNS,
  };
  let threadCount = 0;
  return {
    async run(shape) {
      const config = { recursionLimit: 2 * LOOP_TURNS + 10, streamMode: 'updates' as const };
      const configurable = { thread_id: `thread-${(threadCount += 1)}` };
      let updateCount = 0;
      const stream = await graphs[shape].stream({ value: PAYLOAD }, { ...config, configurable });
      for await (const _update of stream) updateCount += 1;
      if (updateCount < 1) throw new Error('LangGraph told nothing.');
      return counts[shape];
    },
  };
}

export function memorySaver(): BaseCheckpointSaver {
  return new MemorySaver();
}

interface BuildOptions {
  checkpointer?: BaseCheckpointSaver;
}

const work = async (): Promise<{ value: string }> => ({ value: PAYLOAD });

function chain(options: BuildOptions) {
  // The builder's type collects the names of nodes, which are only known at run time here.
  const graph = new StateGraph(State) as unknown as DynamicGraph;
  for (let index = 0; index < CHAIN_LENGTH; index++) {
    graph.addNode(`n${index}`, work);
    graph.addEdge(index === 0 ? START : `n${index - 1}`, `n${index}`);
  }
  graph.addEdge(`n${CHAIN_LENGTH - 1}`, END);
  return graph.compile(options);
}

function fanOut(options: BuildOptions) {
  const graph = new StateGraph(State) as unknown as DynamicGraph;
  graph.addNode('start', work).addNode('all', work);
  graph.addEdge(START, 'start');
  const names = Array.from({ length: FAN_WIDTH }, (_, index) => `n${index}`);
  for (const name of names) {
    graph.addNode(name, work);
    graph.addEdge('start', name);
  }
  graph.addEdge(names, 'all');
  graph.addEdge('all', END);
  return graph.compile(options);
}

function loop(options: BuildOptions) {
  return new StateGraph(State)
    .addNode('work', async ({ turn }) => ({ value: PAYLOAD, turn: turn + 1 }))
    .addEdge(START, 'work')
    .addConditionalEdges('work', ({ turn }) => (turn < LOOP_TURNS ? 'work' : END))
    .compile(options);
}

interface DynamicGraph {
  addNode(name: string, work: () => Promise<{ value: string }>): DynamicGraph;
  addEdge(from: string | string[], to: string): DynamicGraph;
  compile(options: BuildOptions): ReturnType<typeof loop>;
}
