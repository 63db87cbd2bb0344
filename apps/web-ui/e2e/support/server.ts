/** The real backend on a free port with an empty data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeSampleRepository } from './sample-repository';
import { startScriptedModel } from './scripted-model';

export interface StudioServer {
  /** With the start token in its fragment. */
  startAddress: string;
  origin: string;
  /** Folder of a small repository with known content. */
  repository: string;
  stop: () => Promise<void>;
}

const project = resolve(import.meta.dirname, '../../../..');

export async function startStudio(): Promise<StudioServer> {
  const folder = mkdtempSync(join(tmpdir(), 'codexos-e2e-'));
  const repository = join(folder, 'lantern');
  writeSampleRepository(repository);
  const model = await startScriptedModel();
  const child = spawn(
    process.execPath,
    [
      'apps/backend/src/main.ts',
      '--port',
      '0',
      '--data',
      join(folder, 'data'),
      '--root',
      folder,
      '--no-open',
    ],
    {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        OPENAI_COMPATIBLE_BASE_URL: model.baseUrl,
        OPENAI_API_KEY: '',
        ANTHROPIC_API_KEY: '',
        DATABASE_URL: '',
      },
    },
  );
  const startAddress = await readAddress(child);
  return {
    startAddress,
    origin: new URL(startAddress).origin,
    repository,
    stop: async () => {
      await stopChild(child);
      await model.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the one address that the server prints. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = '';
    const read = (chunk: Buffer) => {
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
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
