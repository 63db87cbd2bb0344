/**
 * `npm test`: everything that must hold, in the order in which it fails fastest. Each check of the house counts
 * as one test; the last line sums over all suites. `npm test -- unit` runs one stage alone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from './lib/system-packages.ts';

interface Tally {
  passed: number;
  failed: number;
}

interface Stage {
  name: string;
  /** Those with the same number may run side by side; what they print comes when each is over. */
  group: number;
  run(): Promise<Tally>;
}

interface Result {
  status: number;
  output: string;
}

const bin = (name: string): string => join('node_modules', '.bin', name);
const reports = join('.codexos', 'test-reports');
const node = [process.execPath, '--disable-warning=ExperimentalWarning'];

const stages: Stage[] = [
  check('generated registries', [...node, 'scripts/generate.ts', '--check']),
  check('OpenAPI document', [...node, 'scripts/openapi.ts', '--check']),
  check('house rules', [...node, 'scripts/check.ts']),
  check('format', [bin('prettier'), '--check', '--log-level', 'warn', '.']),
  check('types', [bin('tsc'), '-p', 'tsconfig.json']),
  check('types of the studio', [bin('tsc'), '-p', 'apps/web-ui/tsconfig.json']),
  check('lint', [
    bin('eslint'),
    '.',
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    '.codexos/eslint-cache',
  ]),
  check('dead exports', [bin('knip'), '--no-progress', '--no-config-hints']),
  { name: 'unit', group: 2, run: runVitest },
  { name: 'contracts', group: 3, run: runContracts },
  { ...check('studio build', [process.execPath, 'scripts/up.mjs', '--setup-only']), group: 3 },
  { name: 'browser', group: 4, run: runPlaywright },
];

const wanted = process.argv.slice(2);
// The browser tests look at the built studio, which must be that of the present sources.
const needed = wanted.includes('browser') ? [...wanted, 'studio build'] : wanted;
const chosen = needed.length === 0 ? stages : stages.filter((stage) => needed.includes(stage.name));
if (chosen.length === 0) {
  console.error(`Stages: ${stages.map((stage) => stage.name).join(', ')}`);
  process.exit(2);
}
mkdirSync(reports, { recursive: true });
if (chosen.some((stage) => stage.name === 'unit' || stage.name === 'browser')) ensureSystemPackages();

const total: Tally = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const group of new Set(chosen.map((stage) => stage.group)))
  await runSideBySide(chosen.filter((stage) => stage.group === group));
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function check(name: string, command: string[]): Stage {
  return {
    name,
    group: 1,
    async run() {
      const { status, output } = await gather(command);
      process.stdout.write(output);
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

/** As many at a time as there are cores here, which is two on the machine that the limits are meant for. */
async function runSideBySide(group: Stage[]): Promise<void> {
  const left = [...group];
  const work = async (): Promise<void> => {
    for (let stage = left.shift(); stage; stage = left.shift()) await runStage(stage);
  };
  await Promise.all([work(), work()]);
}

async function runStage({ name, run }: Stage): Promise<void> {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  const { passed, failed } = await run();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const line = `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed, ${seconds} s`;
  lines.push(line);
  console.log(line);
}

async function runVitest(): Promise<Tally> {
  const report = join(reports, 'vitest.json');
  rmSync(report, { force: true });
  const status = execute([
    bin('vitest'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as Record<string, number>;
  // A skipped test is a test that does not hold.
  const failed = (numFailedTests ?? 0) + (numPendingTests ?? 0);
  return { passed: numPassedTests ?? 0, failed: status === 0 ? failed : Math.max(1, failed) };
}

/** Builds the Solidity contracts and runs their tests; the last line that it prints is its tally. */
async function runContracts(): Promise<Tally> {
  const { status, output } = await gather([...node, 'scripts/contracts.ts', '--check']);
  process.stdout.write(output);
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) return { passed: 0, failed: 1 };
  const { passed, failed } = JSON.parse(last) as Tally;
  return { passed, failed: status === 0 ? failed : Math.max(1, failed) };
}

/** What measures time comes last, when everything else is over. */
async function runPlaywright(): Promise<Tally> {
  const tallies = [playProject('journeys'), playProject('measuring')];
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function playProject(project: string): Tally {
  const report = join(reports, `playwright-${project}.json`);
  rmSync(report, { force: true });
  const status = execute([bin('playwright'), 'test', `--project=${project}`], {
    PLAYWRIGHT_JSON: report,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: status === 0 ? failed : Math.max(1, failed) };
}

/** Standard output is kept for the end, so that what runs side by side can be read apart; errors come at once. */
async function gather([command = '', ...args]: string[]): Promise<Result> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: environment() });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status: status ?? 1, output };
}

function execute([command = '', ...args]: string[], env: Record<string, string> = {}): number {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment(), ...env },
  });
  return result.status ?? 1;
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    NEXT_TELEMETRY_DISABLED: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}
