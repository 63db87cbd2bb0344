/**
 * One process per data folder. The holder is named by process id, its start time and the machine's boot, so a
 * reused process id is not mistaken for the holder, and the lock of a dead process is taken over at once.
 */
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CodexError } from '@codexos/utils/errors';

const holderSchema = z.object({
  pid: z.int(),
  started: z.string(),
  boot: z.string(),
  purpose: z.string(),
  since: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

export interface DataLock {
  release(): void;
}

/** Takes the lock of a folder. Throws DATA_LOCKED, naming the holder, when a living process has it. */
export function lockDataFolder(folder: string, purpose: string): DataLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  const own: Holder = { ...identity(process.pid), purpose, since: new Date().toISOString() };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(draft, path)) return { release: () => release(path, own) };
      const holder = readHolder(path);
      if (holder && isAlive(holder)) throw locked(folder, holder);
      // Renaming first makes sure that only one of several takers removes the dead lock.
      const dead = `${path}.dead.${process.pid}`;
      if (existsSync(path)) renameSync(path, dead);
      rmSync(dead, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new CodexError({
    code: 'DATA_LOCKED',
    message: `The data folder ${folder} could not be locked.`,
    hint: 'Try again in a moment.',
  });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): Holder | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = holderSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM means that the process exists but belongs to somebody else.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = identity(holder.pid);
  return now.started === holder.started && now.boot === holder.boot;
}

function identity(pid: number): Pick<Holder, 'pid' | 'started' | 'boot'> {
  const stat = readOptional(`/proc/${pid}/stat`);
  // Field 22 of /proc/PID/stat, counted after the command's closing bracket because its name may hold spaces.
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return { pid, started, boot: readOptional('/proc/sys/kernel/random/boot_id')?.trim() ?? '' };
}

function readOptional(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function release(path: string, own: Holder): void {
  const holder = readHolder(path);
  if (holder?.pid === own.pid && holder.started === own.started) rmSync(path, { force: true });
}

function locked(folder: string, holder: Holder): CodexError {
  return new CodexError({
    code: 'DATA_LOCKED',
    message: `The data folder ${folder} is in use by ${holder.purpose} (process ${holder.pid}, since ${holder.since}).`,
    hint: 'Stop that process, or give another folder with --data.',
    details: { pid: holder.pid, purpose: holder.purpose, since: holder.since },
  });
}
