/** `test` of every spec: one server for each worker, and a page that is signed in. */
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { createDirectApi, type Api } from './api';
import { startStudio, type StudioServer } from './server';

type Cookies = Parameters<BrowserContext['addCookies']>[0];

interface WorkerFixtures {
  studio: StudioServer;
  /** Cookies of whoever opened the studio with its start token. */
  cookies: Cookies;
}
interface TestFixtures {
  /** Signed in, and nothing opened yet. */
  signedIn: Page;
  /** Signed in, at the first page of the studio. */
  atHome: Page;
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
  cookies: [
    async ({ studio, browser }, use) => {
      const context = await browser.newContext();
      await openStudio(await context.newPage(), studio);
      const cookies = await context.cookies();
      await context.close();
      await use(cookies);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ studio }, use) => use(studio.origin),
  signedIn: async ({ page, context, cookies }, use) => {
    await context.addCookies(cookies);
    await use(page);
  },
  atHome: async ({ page, studio }, use) => {
    await openStudio(page, studio);
    await use(page);
  },
  api: async ({ signedIn, studio }, use) => {
    await use(createDirectApi(signedIn.request, () => studio.origin));
  },
});

async function openStudio(page: Page, { startAddress }: StudioServer): Promise<void> {
  await page.goto(startAddress);
  await page.getByRole('link', { name: 'Flows' }).first().waitFor();
}

export { expect } from '@playwright/test';
