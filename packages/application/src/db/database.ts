/** Opens the database and brings its schema up to date. SQLite by default, Postgres when an address is given. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteConnection from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** `normal` survives a killed process; `full` also survives a power cut, at the price of a sync per commit. */
export type Durability = 'normal' | 'full';

export type Database = {
  kind: DatabaseKind;
  query: Kysely<Tables>;
  close(): Promise<void>;
} & ({ kind: 'sqlite'; connection: SqliteConnection.Database } | { kind: 'postgres'; pool: pg.Pool });

export interface OpenDatabaseOptions {
  /** Folder that holds the SQLite file. */
  dataFolder: string;
  /** Address of a Postgres server; SQLite when absent. */
  url?: string | undefined;
  durability?: Durability;
}

/** Opens and migrates. Throws UNAVAILABLE when the server does not answer. */
export async function openDatabase({
  dataFolder,
  url,
  durability = 'normal',
}: OpenDatabaseOptions): Promise<Database> {
  const database = url === undefined ? openSqlite(dataFolder, durability) : openPostgres(url);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `The ${database.kind} database could not be opened: ${errorMessage(error)}`,
      hint:
        database.kind === 'postgres'
          ? 'Check DATABASE_URL and that the server accepts connections.'
          : `Check that ${dataFolder} can be written to.`,
      cause: error,
    });
  }
  return database;
}

function openSqlite(dataFolder: string, durability: Durability): Database {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const connection = new SqliteConnection(join(dataFolder, 'codexos.sqlite'));
  // A durable node's events are a few kilobytes: in pages of 8 kB fewer of them are split. Only a new file takes it.
  connection.pragma('page_size = 8192');
  connection.pragma('journal_mode = WAL');
  connection.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
  // Copying the log back every 64 MB instead of every 4 saves about a sixth of a durable step.
  connection.pragma('wal_autocheckpoint = 8000');
  connection.pragma('foreign_keys = ON');
  connection.pragma('busy_timeout = 5000');
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  return { kind: 'sqlite', connection, query, close: () => query.destroy() };
}

function openPostgres(url: string): Database {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser: parserOf } });
  // A server that closes an idle connection is no failure: the pool opens another, and a query that cannot be
  // made reports it itself. Without a listener the event would end the process.
  pool.on('error', () => undefined);
  // The same for a connection that is in use and between two statements: the next of them reports it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { kind: 'postgres', pool, query, close: () => query.destroy() };
}

const INT8 = 20;

// Epoch ms and counts fit a double; without this the driver hands out strings for bigint columns.
const parserOf = ((oid: number, format?: 'text' | 'binary') => {
  if (oid === INT8 && format !== 'binary') return Number;
  return pg.types.getTypeParser(oid, format as 'text');
}) as typeof pg.types.getTypeParser;
