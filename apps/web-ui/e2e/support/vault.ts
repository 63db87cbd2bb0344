import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './patient';

/** Seals a value in the dialog of the vault that a page led to, granted to whom that page named. */
export async function sealWanted(
  page: Page,
  { name, value, hosts }: { name: string; value: string; hosts?: string },
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Add a secret' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue(name);
  await dialog.getByRole('textbox', { name: 'Value' }).fill(value);
  if (hosts !== undefined) await dialog.getByRole('textbox', { name: 'Hosts' }).fill(hosts);
  await dialog.getByRole('button', { name: 'Seal it' }).click();
  await expect(dialog).toBeHidden();
}

/** Names of the files below a folder that hold a text. */
export function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}
