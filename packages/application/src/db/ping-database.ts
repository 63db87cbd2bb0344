import { sql } from 'kysely';
import { CodexError } from '@codexos/utils/errors';
import type { Database } from './database.ts';

/** Throws UNAVAILABLE when the database does not answer. */
export async function pingDatabase({ query, kind }: Database): Promise<void> {
  try {
    await sql`select 1`.execute(query);
  } catch (cause) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `The ${kind} database does not answer.`,
      hint: 'Check the database server and DATABASE_URL.',
      cause,
    });
  }
}
