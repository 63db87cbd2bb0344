/** A process of the benchmark of runs: says that it is ready, starts what it is told, and says how long all took. */
import { createApplication } from '../../packages/application/src/index.ts';
import { flowSchema } from '../../packages/protocol/src/flow.ts';
import { createLogger } from '../../packages/utils/src/logging.ts';

export interface RunsOrder {
  role: 'server' | 'worker';
  dataFolder: string;
  databaseUrl?: string;
  redisUrl?: string;
  runCount: number;
  concurrency: number;
}

export interface RunsReport {
  ms: number;
}

/** Starts that are under way at a time, as those of many callers would be. */
const AT_ONCE = 32;

const order = JSON.parse(process.argv[2] ?? '{}') as RunsOrder;
const application = await createApplication({
  ...order,
  fixedRoots: [],
  allowedAddresses: [],
  readSecret: () => undefined,
  logger: createLogger({ level: 'error' }),
  version: '0.0.0',
});
await application.start();
process.on('message', () => void work());
process.send?.({ type: 'ready' });

const flow = flowSchema.parse({
  name: 'Trivial',
  nodes: [
    { id: 'in', kind: 'input', config: { name: 'text' } },
    { id: 'say', kind: 'prompt', config: { template: 'Said: {{ input }}' } },
    { id: 'out', kind: 'output', config: {} },
  ],
  edges: [
    { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'say', port: 'input' } },
    { id: 'e2', from: { node: 'say', port: 'text' }, to: { node: 'out', port: 'value' } },
  ],
});

async function work(): Promise<void> {
  const { runs, sessions, topics } = application.services;
  const { workspaceId } = await sessions.localPrincipal();
  const text = 'x'.repeat(1_000);
  const startedAt = performance.now();
  let left = order.runCount;
  const { promise, resolve } = Promise.withResolvers<void>();
  topics.runStatus.subscribe(workspaceId, ({ status }) => {
    if (status !== 'completed' && status !== 'failed') return;
    left -= 1;
    if (left === 0) resolve();
  });
  await topics.runStatus.ready(workspaceId);
  let toStart = order.runCount;
  const startAll = async (): Promise<void> => {
    while (toStart > 0) {
      toStart -= 1;
      await runs.start({ workspaceId, name: 'Trivial', trigger: 'manual', flow, input: { text } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, startAll));
  await promise;
  process.send?.({ ms: performance.now() - startedAt } satisfies RunsReport);
}
