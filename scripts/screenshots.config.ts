import { defineConfig } from '@playwright/test';
import base from '../playwright.config.ts';

/** Takes the pictures of `docs/screenshots`; started by `npm run screenshots`. */
export default defineConfig({
  ...base,
  // Those of the tests choose files of their own.
  projects: [{ name: 'pictures' }],
  testDir: '../apps/web-ui/e2e',
  testMatch: '**/*.shots.ts',
  outputDir: '../test-results',
  timeout: 900_000,
  reporter: [['list']],
});
