/** Vault, members, marketplace, governance and deployments without a pointer: the focus is seen, and comes back. */
import type { Locator, Page } from '@playwright/test';
import { makeFirstAccount } from './support/accounts';
import { createApi } from './support/api';
import { giveStake, propose } from './support/governance';
import { expect } from './support/patient';
import { startStudio } from './support/server';
import { test } from './support/test';

const MOST_TABS = 120;

test('walks through vault, members, marketplace, governance and deployments by keyboard', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
  try {
    await makeFirstAccount(page, studio);
    const at = (path: string) => page.goto(studio.origin + path);

    await at('/vault');
    const add = page.getByRole('button', { name: 'Add a secret' }).first();
    await press(page, add);
    const dialog = page.getByRole('dialog');
    await type(page, dialog.getByRole('textbox', { name: 'Name' }), 'BY_KEYBOARD');
    await type(page, dialog.getByRole('textbox', { name: 'Value' }), 'a-value-from-the-keyboard');
    await press(page, dialog.getByRole('button', { name: 'Seal it' }));
    await expect(page.getByRole('link', { name: /BY_KEYBOARD/ })).toBeVisible();
    await expect(add).toBeFocused();

    await at('/settings/members');
    const invite = page.getByRole('button', { name: 'Invite', exact: true }).first();
    await press(page, invite);
    await press(page, dialog.getByRole('button', { name: 'Make the link' }));
    await press(page, dialog.getByRole('button', { name: 'I have copied it' }));
    await expect(dialog).toBeHidden();
    await expect(invite).toBeFocused();

    await at('/marketplace');
    await type(page, page.getByRole('textbox', { name: 'Search the marketplace' }), 'call a service');
    await expect(page.getByRole('list', { name: 'Listings' }).getByRole('listitem')).toHaveCount(1);
    await press(page, page.getByRole('link', { name: /Call a service with a key/ }));
    await press(page, page.getByRole('button', { name: 'Fork into this workspace' }));
    await expect(page).toHaveURL(/\/flows\//);

    const api = createApi(page);
    await giveStake(api, 'Account 1', 50_000);
    await propose(api, 'Meet on Mondays');
    await at('/governance');
    await press(page, page.getByRole('link', { name: /Meet on Mondays/ }));
    await expect(page.locator('#main').getByRole('heading', { name: 'Meet on Mondays' })).toBeVisible();

    await at('/deployments');
    await press(page, page.getByRole('link', { name: 'New deployment' }).first());
    await type(
      page,
      page.getByRole('textbox', { name: 'Container image of CodexOS' }),
      'registry.example/codexos:1',
    );
    await press(page, page.getByRole('button', { name: 'Draft it' }));
    const sdl = page.getByRole('textbox', { name: 'SDL' });
    await type(page, sdl, '# by keyboard\n');
    await expect(sdl).toHaveValue(/# by keyboard/);
    // The editor lets the keyboard go on.
    await page.keyboard.press('Tab');
    await expect(sdl).not.toBeFocused();
  } finally {
    await studio.stop();
  }
});

/** Goes to a thing by Tab, and sees the focus on it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; !(await isThere()); tabs += 1) {
    expect(tabs, 'Tab leads there').toBeLessThan(MOST_TABS);
    await page.keyboard.press('Tab');
  }
  const isSeen = await target.evaluate((element) => {
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    return element.matches(':focus-visible') && (outlineStyle !== 'none' || boxShadow !== 'none');
  });
  expect(isSeen, 'the focus is visible').toBe(true);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}
