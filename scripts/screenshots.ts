/**
 * Writes `docs/screenshots`: every page, light and dark, wide and phone. Needs the built studio and Chromium.
 * `npm run screenshots -- queue runs` takes these alone again.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureSystemPackages } from './lib/system-packages.ts';

ensureSystemPackages();
const build = spawnSync(process.execPath, ['scripts/up.mjs', '--setup-only'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);
const playwright = join('node_modules', '.bin', 'playwright');
const taken = spawnSync(playwright, ['test', '-c', 'scripts/screenshots.config.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    CODEXOS_SHOTS: process.argv.slice(2).join(','),
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
  },
});
process.exitCode = taken.status ?? 1;
