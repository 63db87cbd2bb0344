import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { goTo } from './accounts';
import { expect } from './patient';

/** One row of the audit log: who, what, and to what. */
export type ExpectedEntry = readonly [who: string | RegExp, what: string, target: string | RegExp];

export async function openAuditLog(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Open the audit log' }).click();
  await expect(page.getByRole('table', { name: 'Entries of the audit log' })).toBeVisible();
}

/** Each of these stands in the log that is open, as something that was done. */
export async function expectEntries(page: Page, expected: readonly ExpectedEntry[]): Promise<void> {
  const rows = page.getByRole('table', { name: 'Entries of the audit log' }).getByRole('row');
  for (const [who, what, target] of expected) {
    const row = rows
      .filter({ has: page.getByRole('cell', { name: who }) })
      .filter({ has: page.getByRole('cell', { name: what, exact: true }) })
      .filter({ has: page.getByRole('cell', { name: target }) })
      .filter({ has: page.getByRole('cell', { name: 'done', exact: true }) });
    await expect(row.first(), `${String(who)}: ${what} ${String(target)}`).toBeVisible();
  }
}

/** `codexos audit verify` on the data of a server that has ended; its exit code and what it says. */
export async function verifyOnCommandLine(dataFolder: string): Promise<{ code: number; words: string }> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      'apps/cli/src/main.ts',
      'audit',
      'verify',
      '--data',
      dataFolder,
    ],
    { cwd: resolve(import.meta.dirname, '../../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number>((done) => child.once('exit', (code) => done(code ?? -1)));
  return { words: await text(child.stdout), code: await ended };
}
