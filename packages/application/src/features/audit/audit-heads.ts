/** The last entry of each log, kept in a file beside the database, so that a log that was cut short is noticed. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const headSchema = z.object({ seq: z.int(), hash: z.string() });
export type AuditHead = z.infer<typeof headSchema>;

export interface AuditHeads {
  get(workspaceId: string): AuditHead | undefined;
  /** Those that have a head. */
  workspaces(): string[];
  /** Forwards only; the file follows at the next save. */
  move(workspaceId: string, head: AuditHead): void;
  save(): void;
}

const SAVE_MS = 1_000;

/** `onError` hears of a save that failed in the background; the next one tries again. */
export function createAuditHeads(dataFolder: string, onError: (error: unknown) => void): AuditHeads {
  const path = join(dataFolder, 'audit-heads.json');
  const heads = new Map(Object.entries(read(path)));
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // Servers may share the folder: what another one has saved since is kept where it is further on.
    for (const [workspaceId, head] of Object.entries(read(path)))
      if ((heads.get(workspaceId)?.seq ?? 0) < head.seq) heads.set(workspaceId, head);
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(Object.fromEntries(heads)), { mode: 0o600 });
    renameSync(draft, path);
  };
  const saveInBackground = (): void => {
    try {
      save();
    } catch (error) {
      onError(error);
    }
  };
  return {
    get: (workspaceId) => heads.get(workspaceId),
    workspaces: () => [...heads.keys()],
    move(workspaceId, head) {
      if ((heads.get(workspaceId)?.seq ?? 0) >= head.seq) return;
      heads.set(workspaceId, head);
      timer ??= setTimeout(saveInBackground, SAVE_MS).unref();
    },
    save: () => {
      if (timer) save();
    },
  };
}

function read(path: string): Record<string, AuditHead> {
  return existsSync(path)
    ? z.record(z.string(), headSchema).parse(JSON.parse(readFileSync(path, 'utf8')))
    : {};
}
