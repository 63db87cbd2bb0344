/** What a node costs beside the engines that people know, measured in one process and one run. */
import { createRequire } from 'node:module';
import type { BenchRow } from '../bench-row.ts';
import { createLangGraphEngine, memorySaver } from './langgraph.ts';
import { createMastraEngine } from './mastra.ts';
import { measureCpu } from './measure-cpu.ts';
import { createOurEngine } from './ours.ts';
import { SHAPES, TIMES, type Shape } from './shapes.ts';
import { CRITICAL_PATH_MS, langGraphSkewedMs, ourSkewedMs } from './skewed.ts';
import { openDurableStores } from './sqlite.ts';

interface Engine {
  run(shape: Shape): Promise<number>;
}

const NOTE =
  'Best of 5. 1 kB a node, one listener. Ours includes compiling the flow and checking its settings for every run; theirs are built once, outside of the measurement. A turn of the loop is two nodes of ours, the loop and its body, and counts as one.';

export async function engineBenchmarks(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await using stores = await openDurableStores();
  const ours = { memory: createOurEngine(), sqlite: createOurEngine(stores) };
  const langGraph = nameOf('@langchain/langgraph');
  const baselines = {
    memory: [
      { name: nameOf('@mastra/core'), engine: createMastraEngine() },
      { name: `${langGraph}, no checkpointer`, engine: createLangGraphEngine() },
      { name: `${langGraph}, MemorySaver`, engine: createLangGraphEngine(memorySaver()) },
    ],
    sqlite: [{ name: `${langGraph}, SqliteSaver`, engine: createLangGraphEngine(stores.saver) }],
  };
  for (const store of ['memory', 'sqlite'] as const) {
    for (const shape of SHAPES) {
      const our = await cpuOf(ours[store], shape);
      for (const { name, engine } of baselines[store]) {
        // The baselines are slow enough to be measured in fewer runs.
        const theirs = await cpuOf(engine, shape, {
          times: Math.max(1, Math.ceil(TIMES[shape] / 20)),
          repeats: 3,
        });
        rows.push(
          compare({
            name: `CPU per node, ${shape}, ${store === 'memory' ? 'in memory' : 'durable on SQLite'}`,
            unit: 'µs',
            our,
            theirs,
            baselineName: name,
            note: NOTE,
          }),
        );
      }
    }
  }
  rows.push(
    compare({
      name: 'Four skewed branches of five nodes',
      unit: 'ms',
      our: await bestOf(3, ourSkewedMs),
      theirs: await bestOf(3, langGraphSkewedMs),
      baselineName: langGraph,
      note: `Wall time, best of 3. The longest way through takes ${CRITICAL_PATH_MS} ms.`,
    }),
  );
  return rows;
}

async function bestOf(count: number, measure: () => Promise<number>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index++) best = Math.min(best, await measure());
  return best;
}

function cpuOf(
  engine: Engine,
  shape: Shape,
  options: { times?: number; repeats?: number } = {},
): Promise<number> {
  return measureCpu({ work: () => engine.run(shape), times: TIMES[shape], ...options });
}

interface CompareOptions {
  name: string;
  unit: string;
  our: number;
  theirs: number;
  baselineName: string;
  note: string;
}

function compare({ name, unit, our, theirs, baselineName, note }: CompareOptions): BenchRow {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    part: 'engine',
    name,
    unit,
    ours: round(our),
    baseline: round(theirs),
    baselineName,
    ratio: round(theirs / our),
    note,
  };
}

function nameOf(packageName: string): string {
  const { version } = createRequire(import.meta.url)(`${packageName}/package.json`) as { version: string };
  return `${packageName} ${version}`;
}
