import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const candidates = [
  process.env.CODEXOS_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

/** What measures time has the machine to itself. */
const MEASURING = ['**/performance.spec.ts'];

export default defineConfig({
  testDir: 'apps/web-ui/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Generous: a slow machine must not fail what only takes longer there.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  projects: [
    { name: 'journeys', testIgnore: MEASURING },
    { name: 'measuring', testMatch: MEASURING },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON ?? 'test-results/report.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    // Recording costs a third of the time of every test; with CODEXOS_TRACE set, what fails leaves a trace.
    trace: process.env.CODEXOS_TRACE === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
