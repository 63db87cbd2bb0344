/**
 * One Postgres for the whole run of the tests: a server of this machine's own installation, in a folder of its
 * own, on loopback, without syncing to disk. Tests make their databases in it by name. A machine without
 * Postgres fails here, with the remedy: a database that is not tested is not supported.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return () => undefined;
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}

export interface PostgresServer {
  url: string;
  /** Ends every process of the server at once and starts it again, which then repairs what was cut off. */
  restart(): void;
  stop(): void;
}

export async function startPostgres(): Promise<PostgresServer> {
  const binaries = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'codexos-postgres-'));
  const port = await freePort();
  const asOwner = ownerOf(folder);
  const data = ['-D', join(folder, 'data')];
  asOwner(join(binaries, 'initdb'), [...data, '-U', 'codexos', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  const settings = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off -c max_connections=200`;
  const control = join(binaries, 'pg_ctl');
  const start = (): void =>
    void asOwner(control, [...data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
  const stop = (): void => void asOwner(control, [...data, '-m', 'immediate', '-w', 'stop']);
  start();
  return {
    url: `postgres://codexos@127.0.0.1:${port}/postgres`,
    restart() {
      stop();
      start();
    },
    stop() {
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((left, right) => Number(right) - Number(left))
    : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/usr/bin',
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found) return found;
  throw new Error(
    'Postgres is not installed, and the tests run on it too. Install it (Debian: apt-get install postgresql) or set TEST_DATABASE_URL.',
  );
}

/** Postgres refuses to run as root, so root hands the folder to the account that Debian's package makes. */
function ownerOf(folder: string): (command: string, args: string[]) => void {
  const run = (command: string, args: string[]): void =>
    void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' });
  if (process.getuid?.() !== 0) return run;
  const [uid = '', gid = ''] = ['-u', '-g'].map((flag) =>
    execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim(),
  );
  chownSync(folder, Number(uid), Number(gid));
  return (command, args) =>
    run('setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', command, ...args]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
