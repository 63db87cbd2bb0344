/**
 * Whole runs through the application: input, template, output, with row and journal kept. Runs per second of one process
 * on the embedded database, and of a server with workers on Postgres and Redis.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../packages/application/src/testing/start-redis.ts';
import { startPostgres } from '../../test/setup/postgres.ts';
import type { BenchRow } from '../bench-row.ts';
import type { RunsOrder, RunsReport } from './runs-process.ts';

const RUNS = 3_000;

export async function runsBenchmarks(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [toRow('trivial runs, one process on SQLite', await measure({}, 0))];
  const postgres = await startPostgres();
  try {
    await using redis = await startRedis();
    const stores = { databaseUrl: postgres.url, redisUrl: redis.url };
    for (const workers of [1, 2, 3, 4])
      rows.push(
        toRow(
          `trivial runs, Postgres and Redis, ${workers} of the processes work`,
          await measure(stores, workers),
        ),
      );
  } finally {
    postgres.stop();
  }
  return rows;
}

/** Runs per second from the first start to the last end. */
async function measure(
  stores: Pick<RunsOrder, 'databaseUrl' | 'redisUrl'>,
  workers: number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'codexos-bench-'));
  const order = { ...stores, dataFolder: join(folder, 'data') };
  const children: ChildProcess[] = [];
  try {
    // The server works too where it is alone.
    const server = launch({ ...order, role: 'server', runCount: RUNS, concurrency: workers === 0 ? 64 : 0 });
    children.push(server);
    await once(server, 'message');
    for (let index = 0; index < workers; index++) {
      const worker = launch({ ...order, role: 'worker', runCount: 0, concurrency: 32 });
      children.push(worker);
      await once(worker, 'message');
    }
    server.send('go');
    const [report] = (await once(server, 'message')) as [RunsReport];
    return RUNS / (report.ms / 1_000);
  } finally {
    for (const child of children) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function launch(order: RunsOrder): ChildProcess {
  return fork(join(import.meta.dirname, 'runs-process.ts'), [JSON.stringify(order)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

function toRow(name: string, perSecond: number): BenchRow {
  return { part: 'runs', name, unit: 'runs/s', ours: perSecond };
}
