import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES: Record<string, string> = {
  'README.md': '# Lantern\n\nA small library that opens and closes gates with a retry.\n',
  'src/open-gate.ts': `/** Opens the gate and tries again with a growing pause when the lock is busy. */
export async function openGate(lock: Lock, attempts = 3): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (await lock.tryOpen()) return true;
    await pause(100 * 2 ** attempt);
  }
  return false;
}
`,
  'src/lock.ts': `/** A lock that can be opened once at a time. */
export interface Lock {
  tryOpen(): Promise<boolean>;
  close(): Promise<void>;
}
`,
  'src/pause.ts': `/** Waits for the given number of milliseconds. */
export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
`,
};

/** Writes a small repository whose content the tests know. */
export function writeSampleRepository(folder: string): void {
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
}
