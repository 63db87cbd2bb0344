/**
 * The journal of runs on either database. An append is one transaction that checks the epoch first, so a
 * process that lost a run can add nothing to it; on SQLite it is synchronous and takes a few dozen microseconds.
 */
import type { Journal } from '@codexos/agent-engine';
import type { Database } from '../db/database.ts';
import { createPostgresJournal } from './postgres-journal.ts';
import { createSqliteJournal } from './sqlite-journal.ts';

/** `processId` names the process where several share the database. */
export function createSqlJournal(database: Database, clock: () => number, processId?: string): Journal {
  return database.kind === 'sqlite'
    ? createSqliteJournal(database.connection, clock)
    : createPostgresJournal(database.pool, clock, processId);
}
