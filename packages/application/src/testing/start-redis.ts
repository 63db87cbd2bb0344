import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RedisServer extends AsyncDisposable {
  url: string;
  /** Ends the server at once and starts it again with what it had written down. */
  restart(): Promise<void>;
}

/** A Redis server of this machine's own installation, on loopback, in a folder of its own. */
export async function startRedis(): Promise<RedisServer> {
  const binary = [
    '/usr/bin/redis-server',
    '/usr/local/bin/redis-server',
    '/opt/homebrew/bin/redis-server',
  ].find(existsSync);
  if (binary === undefined)
    throw new Error('Redis is not installed, and the tests need it. On Debian: apt-get install redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'codexos-redis-'));
  const port = await freePort();
  let server = await launch(binary, port, folder);
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await end(server);
      server = await launch(binary, port, folder);
    },
    async [Symbol.asyncDispose]() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(binary: string, port: number, folder: string): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const server = spawn(binary, [...settings, '--appendonly', 'yes', '--appendfsync', 'everysec'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { stdout } = server;
  stdout.setEncoding('utf8');
  for await (const text of stdout)
    if (String(text).includes('Ready to accept connections')) {
      // Nobody reads on, and a full pipe would stop the server.
      stdout.resume();
      return server;
    }
  throw new Error('Redis did not start.');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
