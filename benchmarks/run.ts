/**
 * `npm run bench -- [engine] [runs] [retrieval] [browser] [--source DIR]`: measures ours beside named baselines in one run,
 * prints a table and writes `benchmarks/results/<date>.json`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench-row.ts';

const folder = import.meta.dirname;
const projectFolder = resolve(folder, '..');

type Part = (options: { source: string }) => Promise<BenchRow[]>;

const PARTS: Record<BenchRow['part'], () => Promise<Part>> = {
  engine: async () => (await import('./engine/index.ts')).engineBenchmarks,
  runs: async () => (await import('./runs/index.ts')).runsBenchmarks,
  retrieval: async () => (await import('./retrieval/index.ts')).retrievalBenchmarks,
  browser: async () => (await import('./browser/index.ts')).browserBenchmarks,
};
const partNames = Object.keys(PARTS) as BenchRow['part'][];

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { source: { type: 'string' } },
  });
  const unknown = positionals.find((name) => !partNames.includes(name as BenchRow['part']));
  if (unknown !== undefined) {
    process.stderr.write(`There is no part ${unknown}. Parts: ${partNames.join(', ')}.\n`);
    return 2;
  }
  installBaselines();
  const from = process.cwd() === projectFolder ? (process.env.INIT_CWD ?? projectFolder) : process.cwd();
  const source = values.source === undefined ? projectFolder : resolve(from, values.source);
  const rows: BenchRow[] = [];
  const failures: { part: string; message: string }[] = [];
  for (const name of partNames.filter((part) => positionals.length === 0 || positionals.includes(part))) {
    process.stderr.write(`Measuring ${name} …\n`);
    try {
      const measure = await PARTS[name]();
      rows.push(...(await measure({ source })));
    } catch (error) {
      // One part that cannot be measured must not hide the others; the exit code tells.
      failures.push({
        part: name,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
  process.stdout.write(`${table(rows)}\n`);
  for (const { part, message } of failures) process.stderr.write(`\n${part} failed: ${message}\n`);
  if (rows.length > 0) process.stderr.write(`\nWritten to ${await save({ source, rows, failures })}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** The baselines have a lock file of their own and are installed at the first run. Their scripts are not run. */
function installBaselines(): void {
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  process.stderr.write('Installing the baselines …\n');
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 600_000,
  });
  if (status !== 0)
    throw new Error(`The baselines could not be installed (npm ci in ${folder}).`, { cause: error });
}

function table(rows: readonly BenchRow[]): string {
  const header = ['what', 'ours', 'baseline', 'ratio', 'unit', 'beside'];
  const lines = rows.map(({ part, name, ours, baseline, ratio, unit, baselineName }) => [
    `${part}: ${name}`,
    number(ours),
    baseline === undefined ? '' : number(baseline),
    ratio === undefined ? '' : `${number(ratio)} ×`,
    unit,
    baselineName ?? '',
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const isNumber = (column: number): boolean => column >= 1 && column <= 3;
  const draw = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [draw(header), ...lines.map(draw)].join('\n');
}

function number(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}

async function save(result: { source: string; rows: BenchRow[]; failures: unknown[] }): Promise<string> {
  const at = new Date();
  const machine = {
    node: process.version,
    processors: cpus().length,
    model: cpus()[0]?.model,
    load: loadavg(),
  };
  const file = join(folder, 'results', `${at.toISOString().replace(/[:.]/g, '-')}.json`);
  await mkdir(join(folder, 'results'), { recursive: true });
  await writeFile(file, `${JSON.stringify({ at: at.toISOString(), machine, ...result }, null, 2)}\n`);
  return file;
}
