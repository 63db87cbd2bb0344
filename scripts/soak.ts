/**
 * `npm run soak -- --minutes N --rate N [--json]`: a server on the embedded database that runs a published flow so many
 * times a second. Ends with whether its memory and the lag of its event loop stay flat.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { judgeSoak, type SoakSample } from './lib/soak-verdict.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    rate: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = toNumber('minutes', values.minutes);
const rate = toNumber('rate', values.rate);

const SAMPLE_MS = 5_000;
const flow = {
  name: 'Soak',
  nodes: [
    { id: 'in', kind: 'input', config: { name: 'text' } },
    { id: 'say', kind: 'prompt', config: { template: 'Said: {{ input }}' } },
    { id: 'out', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [
    { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'say', port: 'input' } },
    { id: 'e2', from: { node: 'say', port: 'text' }, to: { node: 'out', port: 'value' } },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'codexos-soak-'));
const child = spawn(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    'apps/backend/src/main.ts',
    ...['--port', '0', '--data', join(folder, 'data'), '--no-open', '--api-only'],
  ],
  {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', CODEXOS_LOG_LEVEL: 'error' },
  },
);
try {
  const address = new URL(await readAddress(child));
  process.exitCode = await soak(address.origin, address.hash.slice('#start='.length));
} finally {
  const ended = once(child, 'exit');
  if (child.exitCode === null && child.kill('SIGTERM')) await ended;
  rmSync(folder, { recursive: true, force: true });
}

async function soak(origin: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = async (path: string, body: object): Promise<{ id: string; status?: string }> => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { id: string; status?: string };
  };
  const { id } = await post('/flows', { flow });
  await post(`/flows/${id}/publish`, {});

  const samples: SoakSample[] = [];
  let runCount = 0;
  let failedCount = 0;
  let underWay = 0;
  const run = async (): Promise<void> => {
    underWay += 1;
    try {
      const { status } = await post(`/published/${id}/runs`, { input: { text: 'x'.repeat(1_000) } });
      if (status !== 'completed') failedCount += 1;
    } catch (error) {
      failedCount += 1;
      process.stderr.write(`${String(error)}\n`);
    } finally {
      underWay -= 1;
    }
  };
  const startedAt = performance.now();
  const endsAt = startedAt + minutes * 60_000;
  let sampleAt = startedAt + SAMPLE_MS;
  while (performance.now() < endsAt) {
    runCount += 1;
    void run();
    if (performance.now() >= sampleAt) {
      sampleAt += SAMPLE_MS;
      const sample = await readSample(origin, headers);
      samples.push(sample);
      process.stderr.write(
        `${runCount} runs, ${Math.round(sample.memory / 1e6)} MB, lag ${sample.lagMs.toFixed(1)} ms, ${underWay} under way\n`,
      );
    }
    await sleep(Math.max(0, startedAt + (runCount * 1_000) / rate - performance.now()));
  }
  while (underWay > 0) await sleep(20);
  const { memory, lagMs, isFlat } = judgeSoak(samples);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ runs: runCount, failed: failedCount, memory, lagMs, isFlat })}\n`
      : `${runCount} runs, ${failedCount} failed; memory of the last third ${memory.ratio.toFixed(2)} of the second, ` +
          `lag ${lagMs.ratio.toFixed(2)}: ${isFlat ? 'flat' : 'it grows'}\n`,
  );
  return isFlat && failedCount === 0 ? 0 : 1;
}

async function readSample(origin: string, headers: Record<string, string>): Promise<SoakSample> {
  const text = await (await fetch(`${origin}/api/v1/metrics`, { headers })).text();
  const read = (name: string): number => {
    const value = new RegExp(`^codexos_${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (value === undefined) throw new Error(`The server does not tell ${name}.`);
    return Number(value);
  };
  return {
    memory: read('process_resident_memory_bytes'),
    lagMs: read('nodejs_eventloop_lag_p99_seconds') * 1_000,
  };
}

function readAddress({ stdout }: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = '';
    stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const address = /http:\/\/\S+#start=\S+/.exec(output)?.[0];
      if (address) found(address);
    });
    child.once('exit', (code) =>
      failed(new Error(`The server ended with ${code ?? 'a signal'}:\n${output}`)),
    );
  });
}

function toNumber(name: string, text: string): number {
  const count = Number(text);
  if (Number.isFinite(count) && count > 0) return count;
  process.stderr.write(`--${name} needs a number above 0, not ${text}.\n`);
  return process.exit(2);
}
