/** Long values of runs, for whoever asks for one by its hash. */
import type { JsonValue } from '@codexos/protocol/json';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { createValueReader, type ValueRow } from './value-rows.ts';

export type RunValues = ReturnType<typeof createRunValues>;

export function createRunValues({ query }: Database) {
  return {
    /** Undefined when the run has no such value. */
    async read(runId: string, hash: string): Promise<JsonValue | undefined> {
      const { rows } = await sql<ValueRow>`
        with recursive needed (hash) as (
          select run_value_uses.hash from run_value_uses join runs using (journal_key)
            where runs.id = ${runId} and run_value_uses.hash = ${hash}
          union select base from run_values join needed using (hash) where base is not null)
        select hash, length, base, depth, body from run_values join needed using (hash)`.execute(query);
      return rows.length === 0 ? undefined : createValueReader(rows).value(hash);
    },
  };
}
