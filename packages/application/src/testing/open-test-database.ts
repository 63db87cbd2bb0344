import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database, type DatabaseKind } from '../db/database.ts';

export const databaseKinds: readonly DatabaseKind[] = ['sqlite', 'postgres'];

export interface TestDatabase extends AsyncDisposable {
  database: Database;
  /** Options that open the same database again, as a restarted process would. */
  reopen: { dataFolder: string; url?: string };
}

/** A fresh, migrated database of either kind; disposing removes it. */
export async function openTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'codexos-database-'));
  if (kind === 'sqlite') return toTestDatabase({ dataFolder }, async () => undefined);
  const { url, drop } = await createPostgresDatabase();
  return toTestDatabase({ dataFolder, url }, drop);
}

async function toTestDatabase(
  reopen: TestDatabase['reopen'],
  drop: () => Promise<void>,
): Promise<TestDatabase> {
  const database = await openDatabase(reopen);
  return {
    database,
    reopen,
    async [Symbol.asyncDispose]() {
      await database.close();
      await drop();
      await rm(reopen.dataFolder, { recursive: true, force: true });
    },
  };
}

/** A new, empty database on the server of the tests. */
export async function createPostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `drop database ${name} with (force)`) };
}

async function execute(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
