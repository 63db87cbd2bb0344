/** Looks for a secret in everything that was kept, in each form that a careless writer would give it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';

/** The value in each encoding, without the ends that depend on neighbours. */
export function formsOf(value: string): string[] {
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('hex'),
    ...[0, 1, 2].map((pad) =>
      Buffer.from(' '.repeat(pad) + value)
        .toString('base64')
        .slice(4, -4),
    ),
  ];
}

/** Names of the files in which one of the forms stands. */
export async function findInFolder(folder: string, forms: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const text = (await readFile(join(file.parentPath, file.name))).toString('latin1');
    if (forms.some((form) => text.includes(form))) found.push(file.name);
  }
  return found;
}

/** Names of the tables of a Postgres database in which one of the forms stands, and how many rows were read. */
export async function findInTables(
  { query }: Database,
  forms: readonly string[],
): Promise<{ tables: string[]; rowCount: number }> {
  const names = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(query);
  const tables: string[] = [];
  let rowCount = 0;
  for (const { name } of names.rows) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
      query,
    );
    rowCount += rows.length;
    // Postgres writes bytes as hex, and doubles quotes and backslashes inside of a row.
    const text = rows.map(({ row }) => row).join('\n');
    const plain = text.replaceAll('""', '"').replaceAll('\\\\', '\\');
    if (forms.some((form) => text.includes(form) || plain.includes(form))) tables.push(name);
  }
  return { tables, rowCount };
}
