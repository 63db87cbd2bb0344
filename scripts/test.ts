/**
 * `npm test`: everything that must hold, in the order in which it fails fastest. Each check of the house counts
 * as one test; the last line sums over all suites. `npm test -- unit` runs one stage alone.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from './lib/system-packages.ts';

interface Tally {
  passed: number;
  failed: number;
}

interface Stage {
  name: string;
  run(): Tally;
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
  { name: 'unit', run: runVitest },
  { name: 'contracts', run: runContracts },
  check('studio build', [process.execPath, 'scripts/up.mjs', '--setup-only']),
  { name: 'browser', run: runPlaywright },
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
for (const stage of chosen) {
  const startedAt = performance.now();
  console.log(`\n── ${stage.name}`);
  const { passed, failed } = stage.run();
  total.passed += passed;
  total.failed += failed;
  lines.push(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${stage.name}: ${passed} passed, ${failed} failed, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function check(name: string, command: string[]): Stage {
  return { name, run: () => (execute(command) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) };
}

function runVitest(): Tally {
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
function runContracts(): Tally {
  const result = spawnSync(process.execPath, [...node.slice(1), 'scripts/contracts.ts', '--check'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  process.stdout.write(result.stdout);
  const last = result.stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) return { passed: 0, failed: 1 };
  const { passed, failed } = JSON.parse(last) as Tally;
  return { passed, failed: result.status === 0 ? failed : Math.max(1, failed) };
}

function runPlaywright(): Tally {
  const report = join(reports, 'playwright.json');
  rmSync(report, { force: true });
  const status = execute([bin('playwright'), 'test'], { PLAYWRIGHT_JSON: report });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const failed = stats.unexpected + stats.flaky + stats.skipped;
  return { passed: stats.expected, failed: status === 0 ? failed : Math.max(1, failed) };
}

function execute([command = '', ...args]: string[], env: Record<string, string> = {}): number {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      NEXT_TELEMETRY_DISABLED: '1',
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      ...env,
    },
  });
  return result.status ?? 1;
}
