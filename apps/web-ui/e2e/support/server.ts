/** The real backend on a free port with an empty data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
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
  dataFolder: string;
  /** Where the studio looks for the Console API; `startAkash` starts a double of it there. */
  akashPort: number;
  /** Ends the answers that the scripted model holds. */
  letModelEnd: () => void;
  /** Lets the embedding server refuse every request, or answer again. */
  refuseVectors: (isRefusing: boolean) => void;
  /** Ends the process without a word, as a crash does, and starts another on the same data. */
  crashAndRestart: () => Promise<{ startAddress: string }>;
  /** Ends the process as an operator does, and leaves its data. */
  end: () => Promise<void>;
  stop: () => Promise<void>;
}

const project = resolve(import.meta.dirname, '../../../..');

/** `extra` is set in the environment of the server, over what the tests usually set. */
export async function startStudio(extra: Record<string, string> = {}): Promise<StudioServer> {
  const folder = mkdtempSync(join(tmpdir(), 'codexos-e2e-'));
  const repository = join(folder, 'lantern');
  writeSampleRepository(repository);
  const model = await startScriptedModel();
  const akashPort = await freePort();
  const start = () => spawnBackend(folder, { modelUrl: model.baseUrl, akashPort, extra });
  let child = start();
  let startAddress = await readAddress(child);
  return {
    // A restart may bring another port; whoever asks later gets the present one.
    get startAddress() {
      return startAddress;
    },
    get origin() {
      return new URL(startAddress).origin;
    },
    repository,
    dataFolder: join(folder, 'data'),
    akashPort,
    letModelEnd: model.letGo,
    refuseVectors: model.refuseVectors,
    crashAndRestart: async () => {
      await endChild(child, 'SIGKILL');
      child = start();
      startAddress = await readAddress(child);
      return { startAddress };
    },
    end: () => endChild(child, 'SIGTERM'),
    stop: async () => {
      await endChild(child, 'SIGTERM');
      await model.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnBackend(
  folder: string,
  { modelUrl, akashPort, extra }: { modelUrl: string; akashPort: number; extra: Record<string, string> },
): ChildProcess {
  return spawn(
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
        OPENAI_COMPATIBLE_BASE_URL: modelUrl,
        EMBEDDINGS_BASE_URL: modelUrl,
        EMBEDDINGS_MODEL: 'scripted',
        OLLAMA_EMBEDDING_MODEL: '',
        OPENAI_API_KEY: '',
        ANTHROPIC_API_KEY: '',
        DATABASE_URL: '',
        CODEXOS_AKASH_URL: `http://127.0.0.1:${akashPort}`,
        // Services of the tests may be called by tools.
        CODEXOS_ALLOWED_ADDRESSES: '127.0.0.1',
        CODEXOS_AUTH: 'local',
        ...extra,
      },
    },
  );
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

/** A port that nothing listens on right now. */
function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}

export function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill(signal);
  });
}
