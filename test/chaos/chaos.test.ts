import { startRedis } from '@codexos/application/testing';
import { describe, expect, it } from 'vitest';
import { startPostgres } from '../setup/postgres.ts';
import { runChaos, type ChaosResult } from './run-chaos.ts';

const nothingWrong: Partial<ChaosResult> = { lost: 0, repeated: 0, stuck: 0, endedTwice: 0 };

describe('runs of twenty nodes with effects, while processes are killed at random', () => {
  it('all end once with every effect accepted once, in one process on SQLite', async () => {
    const result = await runChaos({ runCount: 60, nodeCount: 20, kills: 30, seed: 1 });
    expect(result).toMatchObject({ ...nothingWrong, runs: 60, kills: 30 });
  }, 300_000);

  it('all end once with every effect accepted once, on workers that are also frozen, and with stores that restart', async () => {
    const postgres = await startPostgres();
    try {
      await using redis = await startRedis();
      const result = await runChaos({
        ...{ runCount: 60, nodeCount: 20, kills: 30, freezes: 3, workerCount: 2, seed: 2 },
        databaseUrl: postgres.url,
        redisUrl: redis.url,
        outages: [() => redis.restart(), async () => postgres.restart()],
      });
      expect(result).toMatchObject({ ...nothingWrong, runs: 60, kills: 30 });
      expect(result.staleCalls).toBeLessThanOrEqual(1);
    } finally {
      postgres.stop();
    }
  }, 300_000);
});
