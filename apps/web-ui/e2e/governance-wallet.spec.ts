import { expect, test as base } from '@playwright/test';
import { actAs } from './support/governance';
import { addWallet, startRemoteChain, type RemoteChain } from './support/remote-chain';
import { startStudio, type StudioServer } from './support/server';

const CHAIN_ID = 31_339;

let remote: RemoteChain;
let studio: StudioServer;
base.beforeAll(async () => {
  base.setTimeout(60_000);
  remote = await startRemoteChain(CHAIN_ID);
  studio = await startStudio({
    CODEXOS_CHAIN_RPC_URL: remote.rpcUrl,
    CODEXOS_CHAIN_GOVERNOR: remote.governor,
    CODEXOS_CHAIN_ID: String(CHAIN_ID),
  });
});
base.afterAll(async () => {
  await studio.stop();
  await remote.stop();
});

base('a wallet signs on a network elsewhere, and on no other', async ({ page }) => {
  base.setTimeout(120_000);
  await addWallet(page, remote);
  await page.goto(studio.startAddress);
  await page.getByRole('link', { name: 'Flows' }).first().waitFor();
  await page.goto(`${studio.origin}/governance?tab=stake`);
  await expect(page.getByText(`chain ${CHAIN_ID}`)).toBeVisible();
  await actAs(page, 'Keyed wallet (wallet)');

  remote.setWalletMoves(false);
  const own = page.getByRole('region', { name: 'Your stake' });
  await own.getByRole('textbox', { name: 'Stake tokens' }).fill('5,000');
  await own.getByRole('button', { name: 'Stake', exact: true }).click();
  await expect(
    page.getByText(`Keyed wallet is on chain 1, and the organisation is on ${CHAIN_ID}. Nothing was signed.`),
  ).toBeVisible();
  await expect(own.getByText('95,000 CDX', { exact: true })).toBeHidden();

  remote.setWalletMoves(true);
  await own.getByRole('textbox', { name: 'Stake tokens' }).fill('5,000');
  await own.getByRole('button', { name: 'Stake', exact: true }).click();
  await expect(own.getByText('95,000 CDX', { exact: true })).toBeVisible({ timeout: 20_000 });

  await page.getByRole('link', { name: 'New proposal' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Meet on Mondays');
  await page.getByRole('button', { name: 'Propose' }).click();
  await page.getByRole('link', { name: /Meet on Mondays/ }).click({ timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Compliance review' })).toContainText('No reasons', {
    ignoreCase: true,
    timeout: 30_000,
  });
});
