/**
 * `npm run contracts`: formats and builds the Solidity contracts and writes their ABI and bytecode as a TypeScript module.
 * `--check` writes nothing: it fails when that module is stale, when form or lint find something, when a test or
 * an invariant fails, or when a line or branch is not covered. Its last line counts, as JSON.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderArtifacts } from './lib/contract-artifacts.ts';
import { findUncovered } from './lib/contract-coverage.ts';
import { runForge } from './lib/forge.ts';

const ARTIFACTS = 'packages/chain/src/contracts.gen.ts';
const SOLIDITY = 'packages/chain/contracts';
const LCOV = join('.codexos', 'test-reports', 'contracts.lcov');

interface SuiteResult {
  test_results: Record<
    string,
    {
      status: 'Success' | 'Failure' | 'Skipped';
      reason: string | null;
      kind: { Invariant?: { calls: number } };
    }
  >;
}

/** Calls that an invariant has to have stood, at least. */
const INVARIANT_CALLS = 50_000;

if (process.argv.includes('--check')) checkAll();
else write();

function write(): void {
  runForge(['fmt', SOLIDITY]);
  if (runForge(['build'], { isShown: true }).status !== 0) process.exit(1);
  writeFileSync(ARTIFACTS, renderArtifacts());
}

function checkAll(): void {
  const problems: string[] = [];
  const expectOk = (name: string, isOk: boolean): void => {
    if (!isOk) problems.push(name);
  };
  const checks = 4;
  expectOk('form: run npm run contracts', runForge(['fmt', '--check', SOLIDITY]).status === 0);
  if (runForge(['build'], { isShown: true }).status !== 0) process.exit(1);
  expectOk('lint', runForge(['lint', `${SOLIDITY}/src`]).status === 0);
  expectOk(
    `${ARTIFACTS} is stale: run npm run contracts`,
    readFileSync(ARTIFACTS, 'utf8') === renderArtifacts(),
  );
  const { passed, failures } = runTests();
  const uncovered = measureCoverage();
  expectOk(`coverage:\n  ${uncovered.join('\n  ')}`, uncovered.length === 0);
  for (const problem of [...problems, ...failures]) console.error(`FAIL ${problem}`);
  const tally = { passed: passed + checks - problems.length, failed: failures.length + problems.length };
  console.log(JSON.stringify(tally));
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

/** All tests on the code that is deployed; a skipped one is one that does not hold. */
function runTests(): { passed: number; failures: string[] } {
  const { output } = runForge(['test', '--json']);
  const suites = JSON.parse(output) as Record<string, SuiteResult>;
  const results = Object.entries(suites).flatMap(([suite, { test_results }]) =>
    Object.entries(test_results).map(([test, result]) => ({ name: `${suite} ${test}`, ...result })),
  );
  for (const result of results) {
    const { Invariant: invariant } = result.kind;
    if (!invariant || result.status !== 'Success' || invariant.calls >= INVARIANT_CALLS) continue;
    result.status = 'Failure';
    result.reason = `only ${invariant.calls} calls; foundry.toml has to ask for ${INVARIANT_CALLS}`;
  }
  const failures = results.filter(({ status }) => status !== 'Success');
  return {
    passed: results.length - failures.length,
    failures: failures.map(({ name, reason }) => `${name}: ${reason ?? 'no reason given'}`),
  };
}

/** Lines and branches that no test reaches. The invariants are left out: what only chance reaches is not tested. */
function measureCoverage(): string[] {
  mkdirSync(join('.codexos', 'test-reports'), { recursive: true });
  rmSync(LCOV, { force: true });
  const { status, output } = runForge([
    'coverage',
    '--ir-minimum',
    '--report',
    'lcov',
    '--report-file',
    LCOV,
    '--skip',
    'invariant',
    '--no-match-coverage',
    `${SOLIDITY}/test|node_modules`,
  ]);
  if (status !== 0) return [`forge could not measure it: ${output.slice(-2_000)}`];
  return findUncovered(readFileSync(LCOV, 'utf8'));
}
