import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from './data-lock.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is refused while its holder lives, naming the holder', () => {
    const lock = lockDataFolder(folder, 'the first');
    expect(() => lockDataFolder(folder, 'the second')).toThrow(
      new RegExp(`the first \\(process ${process.pid}`),
    );
    lock.release();
    lockDataFolder(folder, 'the second').release();
  });

  it('is taken over from a holder that was killed', async () => {
    const script = `import { lockDataFolder } from ${JSON.stringify(new URL('data-lock.ts', import.meta.url).href)}; lockDataFolder(${JSON.stringify(folder)}, 'killed'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(() => lockDataFolder(folder, 'early')).toThrow(/killed/);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    lockDataFolder(folder, 'late').release();
  });

  it('is taken over from a process id that somebody else has now', async () => {
    await writeFile(
      join(folder, 'lock'),
      JSON.stringify({ pid: process.pid, started: '1', boot: 'another', purpose: 'old', since: 'then' }),
    );
    lockDataFolder(folder, 'new').release();
  });
});
