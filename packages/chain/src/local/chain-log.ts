/**
 * What was done on the local chain since its last snapshot, in order, each entry durable before it is done. The
 * chain is a function of its snapshot and this log: the same entries give the same blocks with the same hashes.
 */
import { open, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodexError } from '@codexos/utils/errors';
import type { Hex } from 'viem';
import { z } from 'zod';
import { readOptional, syncFolder } from './durable-file.ts';

const entrySchema = z.object({
  /** Counts from 1, over all logs of the chain. */
  n: z.int().positive(),
  /** Time of the block, in seconds since 1970. */
  at: z.int().positive(),
  /** Seconds by which the chain's clock is ahead of the machine's. */
  ahead: z.int().min(0),
  /** The signed transaction; absent for a block that only lets time pass. */
  raw: z
    .string()
    .startsWith('0x')
    .transform((text) => text as Hex)
    .optional(),
});
export type LogEntry = z.infer<typeof entrySchema>;

export interface ChainLog {
  /** Returns when the entry would survive a power cut. */
  append(entry: LogEntry): Promise<void>;
  close(): Promise<void>;
}

/** Opens a log, new or old, with its entries. An unfinished last line was acknowledged to nobody and is cut off. */
export async function openChainLog(path: string): Promise<{ log: ChainLog; entries: LogEntry[] }> {
  const text = await readOptional(path);
  const whole = text === undefined ? '' : text.slice(0, text.lastIndexOf('\n') + 1);
  if (text !== undefined && whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
  const entries = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseEntry(line, path));
  const file = await open(path, 'a', 0o600);
  await syncFolder(dirname(path));
  return { log: createLog(file), entries };
}

function createLog(file: FileHandle): ChainLog {
  return {
    append: async (entry) => {
      await file.appendFile(`${JSON.stringify(entry)}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

function parseEntry(line: string, path: string): LogEntry {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch (error) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `The log of the local chain is damaged: ${path} has a line that cannot be read.`,
      hint: 'Put the folder back from a backup, or remove it to start with an empty chain.',
      cause: error,
    });
  }
}
