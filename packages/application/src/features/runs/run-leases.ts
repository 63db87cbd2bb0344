/**
 * Who works on which run. On a database that several processes share a run is worked on under a lease: whoever holds
 * it renews it on a timer, and whoever dies or hangs loses it. The epoch of the journal keeps a late process from
 * writing; the lease keeps two from working at once.
 */
import type { Pool } from 'pg';
import type { Logger } from '@codexos/utils/logging';

/** How long a lease holds without renewal. */
export const LEASE_MS = 5_000;
const RENEW_MS = 1_700;

export interface RunLeases {
  /** Takes a run from the queue: like `claim`, and not beyond the runs that its workspace may have at a time. */
  enter(runId: string, workspaceId: string): Promise<boolean>;
  /** Takes a run, unless another process has it or it has ended. */
  claim(runId: string): Promise<boolean>;
  release(runId: string): Promise<void>;
  /** The process that works on a run now, if it is another one. */
  holderOf(runId: string): Promise<string | undefined>;
  close(): void;
}

/** Leases of a process that has the database to itself. */
export function createSoleLeases(): RunLeases {
  return {
    enter: () => Promise.resolve(true),
    claim: () => Promise.resolve(true),
    release: () => Promise.resolve(),
    holderOf: () => Promise.resolve(undefined),
    close: () => undefined,
  };
}

export interface RunLeasesOptions {
  pool: Pool;
  processId: string;
  logger: Logger;
  /** Runs of one workspace that are worked on at a time, of all processes. */
  perWorkspace?: number | undefined;
  /** Called when a run that this process works on has gone to another one. */
  onLost: (runId: string) => void;
}

// The clock of the database counts, so that clocks of machines may differ.
const NOW_MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

const CLAIM = `
  update runs set lease_owner = $2, lease_until = ${NOW_MS} + ${LEASE_MS}
  where id = $1 and ended_at is null
    and (lease_owner is null or lease_owner = $2 or lease_until < ${NOW_MS})
  returning id`;
// One claim of a workspace after the other, so that none counts what another is about to add. Called runs have a place
// through their callers.
const LOCK = 'select pg_advisory_xact_lock(hashtext($1))';
const COUNT = `
  select count(*)::int as count from runs
  where workspace_id = $1 and id <> $2 and parent_run_id is null and lease_until >= ${NOW_MS}`;
const RENEW = `
  update runs set lease_until = ${NOW_MS} + ${LEASE_MS}
  where id = any($1::text[]) and lease_owner = $2
  returning id`;
const RELEASE = `
  update runs set lease_owner = null, lease_until = null where id = any($1::text[]) and lease_owner = $2`;
const HOLDER = `select lease_owner from runs where id = $1 and lease_owner <> $2 and lease_until >= ${NOW_MS}`;

export function createRunLeases(options: RunLeasesOptions): RunLeases {
  const { pool, processId, logger, perWorkspace, onLost } = options;
  /** Runs that are held, and when each was last known to be (ms of the monotonic clock). */
  const held = new Map<string, number>();

  const renew = async (): Promise<void> => {
    const runIds = [...held.keys()];
    if (runIds.length === 0) return;
    const askedAt = performance.now();
    const { rows } = await pool.query<{ id: string }>(RENEW, [runIds, processId]);
    const kept = new Set(rows.map(({ id }) => id));
    for (const runId of runIds) {
      if (!held.has(runId)) continue;
      if (kept.has(runId)) held.set(runId, askedAt);
      else lose(runId);
    }
  };

  const lose = (runId: string): void => {
    held.delete(runId);
    onLost(runId);
  };

  /** When the database cannot be reached for as long as a lease holds, others may have taken over. */
  const loseExpired = (): void => {
    for (const [runId, knownAt] of held) if (performance.now() - knownAt > LEASE_MS) lose(runId);
  };

  let isRenewing = false;
  const timer = setInterval(() => {
    loseExpired();
    if (isRenewing) return;
    isRenewing = true;
    renew()
      .catch((error: unknown) => logger.warn({ err: error }, 'The leases of runs could not be renewed'))
      .finally(() => (isRenewing = false));
  }, RENEW_MS);
  timer.unref();

  const claim = async (runId: string, client: Pick<Pool, 'query'> = pool): Promise<boolean> => {
    const askedAt = performance.now();
    const { rows } = await client.query(CLAIM, [runId, processId]);
    if (rows.length === 0) return false;
    held.set(runId, askedAt);
    return true;
  };

  const enterWithin = async (runId: string, workspaceId: string, limit: number): Promise<boolean> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(LOCK, [workspaceId]);
      const { rows } = await client.query<{ count: number }>(COUNT, [workspaceId, runId]);
      const isEntered = (rows[0]?.count ?? 0) < limit && (await claim(runId, client));
      await client.query('commit');
      return isEntered;
    } catch (error) {
      held.delete(runId);
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  };

  return {
    enter: (runId, workspaceId) =>
      perWorkspace === undefined ? claim(runId) : enterWithin(runId, workspaceId, perWorkspace),
    claim: (runId) => claim(runId),
    async release(runId) {
      held.delete(runId);
      await pool.query(RELEASE, [[runId], processId]);
    },
    async holderOf(runId) {
      const { rows } = await pool.query<{ lease_owner: string }>(HOLDER, [runId, processId]);
      return rows[0]?.lease_owner;
    },
    close: () => clearInterval(timer),
  };
}
