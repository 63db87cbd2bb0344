/** `test` of every spec: one server for each worker, and a page that is signed in. */
import { test as base, type Page } from '@playwright/test';
import { createApi, type Api } from './api';
import { startStudio, type StudioServer } from './server';

interface WorkerFixtures {
  studio: StudioServer;
}
interface TestFixtures {
  /** Opens the studio with its start token. */
  signedIn: Page;
  api: Api;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  studio: [
    // Playwright reads the dependencies of a fixture from this pattern, also when there are none.
    async ({}, use) => {
      const studio = await startStudio();
      await use(studio);
      await studio.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ studio }, use) => use(studio.origin),
  signedIn: async ({ page, studio }, use) => {
    await page.goto(studio.startAddress);
    await page.getByRole('link', { name: 'Flows' }).first().waitFor();
    await use(page);
  },
  api: async ({ signedIn }, use) => {
    await use(createApi(signedIn));
  },
});

export { expect } from '@playwright/test';
