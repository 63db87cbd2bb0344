/**
 * Snapshots of the local chain. The file `current.json` names the state and the log that belong together; putting
 * a new one in its place is the moment in which a snapshot counts.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readOptional, writeDurably } from './durable-file.ts';

const currentSchema = z.object({
  /** Number of the last log entry that the state includes; 0 for the beginning. */
  n: z.int().min(0),
  /** Time of the last block, in seconds since 1970. */
  at: z.int().positive(),
  ahead: z.int().min(0),
});
export type Snapshot = z.infer<typeof currentSchema>;

/** The snapshot that counts; undefined for a chain that has none yet. */
export async function readSnapshot(folder: string): Promise<Snapshot | undefined> {
  const text = await readOptional(join(folder, 'current.json'));
  return text === undefined ? undefined : currentSchema.parse(JSON.parse(text));
}

/** Saves a state as it is after entry `n`. */
export async function writeSnapshot(folder: string, snapshot: Snapshot, state: Uint8Array): Promise<void> {
  await writeDurably(statePath(folder, snapshot.n), state);
  await writeDurably(join(folder, 'current.json'), JSON.stringify(snapshot));
}

/** Removes states and logs of which the snapshot `n` is newer. */
export async function removeOlder(folder: string, n: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const number = /^(?:state|log)-(\d+)\.jsonl?$/.exec(name)?.[1];
    if (number !== undefined && Number(number) !== n) await rm(join(folder, name), { force: true });
  }
}

export function statePath(folder: string, n: number): string {
  return join(folder, `state-${n}.json`);
}

export function logPath(folder: string, n: number): string {
  return join(folder, `log-${n}.jsonl`);
}
