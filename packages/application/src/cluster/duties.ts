/**
 * What must be done by one process at a time, such as driving deployments: whoever holds the duty does it, and when
 * that process is gone another takes it over. On a database of its own a process always holds it.
 */
import type { Pool } from 'pg';
import type { Logger } from '@codexos/utils/logging';

const HOLD_MS = 10_000;
const RENEW_MS = 2_500;

const NOW_MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
const TAKE = `
  insert into duties (name, owner, held_until) values ($1, $2, ${NOW_MS} + ${HOLD_MS})
  on conflict (name) do update set owner = excluded.owner, held_until = excluded.held_until
  where duties.owner = excluded.owner or duties.held_until < ${NOW_MS}
  returning owner`;
const GIVE_BACK = 'delete from duties where name = $1 and owner = $2';

export interface Duty {
  start(): Promise<void>;
  /** Leaves it to others. */
  close(): Promise<void>;
}

export interface DutyOptions {
  name: string;
  /** Begins; called again and again while the duty is held, so it also looks for what came from other processes. */
  onHeld: (isFirst: boolean) => Promise<void> | void;
  /** Stops: another process does it, or will. */
  onLost: () => Promise<void> | void;
}

/** The duty of a process that is alone. */
export function createSoleDuty({ onHeld }: DutyOptions): Duty {
  return { start: async () => onHeld(true), close: () => Promise.resolve() };
}

export interface SharedDutyOptions extends DutyOptions {
  pool: Pool;
  processId: string;
  logger: Logger;
}

export function createSharedDuty(options: SharedDutyOptions): Duty {
  const { name, pool, processId, logger, onHeld, onLost } = options;
  let timer: NodeJS.Timeout | undefined;
  let heldAt: number | undefined;
  let looking: Promise<void> | undefined;
  let isClosed = false;

  const look = async (): Promise<void> => {
    const askedAt = performance.now();
    try {
      const { rows } = await pool.query(TAKE, [name, processId]);
      if (rows.length > 0) {
        const isFirst = heldAt === undefined;
        heldAt = askedAt;
        if (!isClosed) await onHeld(isFirst);
        return;
      }
    } catch (error) {
      logger.warn({ err: error }, `The duty “${name}” could not be looked after`);
      if (heldAt === undefined || performance.now() - heldAt < HOLD_MS) return;
    }
    if (heldAt === undefined) return;
    heldAt = undefined;
    await onLost();
  };

  const lookAgain = (): void => {
    looking = look()
      .catch((error: unknown) => logger.error({ err: error }, `The duty “${name}” could not be given up`))
      .finally(() => {
        if (isClosed) return;
        timer = setTimeout(lookAgain, RENEW_MS);
        timer.unref();
      });
  };

  return {
    async start() {
      lookAgain();
      await looking;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await looking;
      await pool.query(GIVE_BACK, [name, processId]);
    },
  };
}
