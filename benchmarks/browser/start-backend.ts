/** The real backend with its pages, on a free port and an empty data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const projectFolder = resolve(import.meta.dirname, '../..');

export interface StartedBackend extends AsyncDisposable {
  /** With the start token in its fragment. */
  startAddress: string;
}

export async function startBackend(modelUrl: string): Promise<StartedBackend> {
  if (!existsSync(join(projectFolder, 'apps/web-ui/.next/BUILD_ID')))
    throw new Error('The studio is not built. Build it with: npm run up -- --setup-only');
  const folder = await mkdtemp(join(tmpdir(), 'codexos-bench-'));
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      'apps/backend/src/main.ts',
      '--port',
      '0',
      '--data',
      join(folder, 'data'),
      '--no-open',
    ],
    {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        DATABASE_URL: '',
        OPENAI_COMPATIBLE_BASE_URL: modelUrl,
      },
    },
  );
  const stop = async (): Promise<void> => {
    await stopChild(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { startAddress: await readAddress(child), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const address = /http:\/\/\S+#start=\S+/.exec(output)?.[0];
      if (address) found(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      failed(new Error(`The server ended with ${code ?? 'a signal'}:\n${output}`)),
    );
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
