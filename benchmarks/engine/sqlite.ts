import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { createSqliteJournal } from '../../packages/application/src/adapters/sqlite-journal.ts';
import type { Journal } from '../../packages/agent-engine/src/index.ts';
import type { RunId } from '../../packages/protocol/src/ids.ts';

/** The product's own build of SQLite, so that both sides write with the same one. */
const Connection = createRequire(new URL('../../packages/application/package.json', import.meta.url))(
  'better-sqlite3',
) as new (file: string) => SqliteDatabase;

interface SqliteDatabase {
  pragma(statement: string): unknown;
  exec(statements: string): void;
  prepare(statement: string): { run(...values: unknown[]): void };
  close(): void;
}

export interface DurableStores extends AsyncDisposable {
  journal: Journal;
  createRun: (runId: RunId) => void;
  saver: BaseCheckpointSaver;
}

/** A folder with one database for us and one for LangGraph, both with the settings of the product. */
export async function openDurableStores(): Promise<DurableStores> {
  const folder = await mkdtemp(join(tmpdir(), 'codexos-bench-'));
  const open = (name: string): SqliteDatabase => {
    const connection = new Connection(join(folder, name));
    connection.pragma('page_size = 8192');
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma('wal_autocheckpoint = 8000');
    return connection;
  };
  const ours = open('ours.sqlite');
  // The columns that the journal touches, with the keys of the product's own schema.
  ours.exec(`
    create table runs (journal_key integer primary key autoincrement, id text not null unique,
      epoch integer not null default 0);
    create table run_events (place integer primary key, at bigint not null, body text not null);`);
  const theirs = open('langgraph.sqlite');
  const insertRun = ours.prepare('insert into runs (id) values (?)');
  return {
    journal: createSqliteJournal(ours as never, Date.now),
    createRun: (runId) => insertRun.run(runId),
    saver: new SqliteSaver(theirs as never),
    async [Symbol.asyncDispose]() {
      ours.close();
      theirs.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
