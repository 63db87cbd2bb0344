/** One story through every area, by clicking: from an empty server to a deployed flow that answers, and its refund. */
import { inviteCreator, joinBy, makeFirstAccount, OWNER } from './support/accounts';
import { startAkash, type Akash } from './support/akash';
import { expectEntries, openAuditLog, verifyOnCommandLine } from './support/audit';
import {
  addAkashKey,
  allowAddress,
  callDeployed,
  closeDeployment,
  deployAt,
  draftByHand,
  makeCallToken,
  openWizard,
} from './support/deployments';
import { passOpenProposal, proposeParameter, stake } from './support/governance';
import { findListing, forkIntoFlow, listOpenFlow } from './support/marketplace';
import { ORDERS, startOrdersService, type OrdersService } from './support/orders-service';
import { expect } from './support/patient';
import { changeExpression, openAsAnybody, runOpenFlow, shareShownRun } from './support/runs';
import { startStudio, type StudioServer } from './support/server';
import { test as base } from './support/test';
import { filesWith, sealWanted } from './support/vault';

const TOKEN = 'token-of-the-orders-service-8f2b';
const TEMPLATE = 'Call a service with a key';
const CREATOR = { name: 'Bob', email: 'bob@example.org' };

/** An empty server of its own: the story begins with its first account. */
const test = base.extend<{ accounts: StudioServer; orders: OrdersService; akash: Akash }>({
  accounts: [
    async ({}, use) => {
      const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
      await use(studio);
      await studio.stop();
    },
    { timeout: 120_000 },
  ],
  orders: async ({}, use) => {
    const service = await startOrdersService(TOKEN);
    await use(service);
    await service.stop();
  },
  akash: [
    async ({ accounts }, use) => {
      const akash = await startAkash(accounts);
      await use(akash);
      await akash.stop();
    },
    { auto: true },
  ],
});

test('from an empty start to a deployed flow', async ({ page: owner, browser, accounts, orders }) => {
  test.setTimeout(420_000);
  await test.step('the owner makes the first account and invites a creator', async () => {
    await makeFirstAccount(owner, accounts);
    await expect(owner.getByText('Local workspace · admin')).toBeVisible();
  });
  const creator = await joinBy(browser, await inviteCreator(owner), CREATOR);

  await test.step('a template needs a secret, which the owner adds', async () => {
    await findListing(owner, 'service key', TEMPLATE);
    await owner.getByRole('link', { name: 'Add it to the vault' }).click();
    await sealWanted(owner, { name: 'SERVICE_TOKEN', value: TOKEN, hosts: orders.host });
    await expect(owner.getByRole('region', { name: 'What it needs' })).toContainText('SERVICE_TOKEN');
    await expect(owner.getByRole('link', { name: 'Add it to the vault' })).toHaveCount(0);
  });

  const flowId = await test.step('the creator forks it and runs it', async () => {
    await findListing(creator, 'service key', TEMPLATE);
    const id = await forkIntoFlow(creator);
    await runOpenFlow(creator, { field: 'Address', value: orders.url, answer: ORDERS });
    expect(orders.received).toEqual([`Bearer ${TOKEN}`]);
    return id;
  });

  await test.step('anybody with the link sees how the run went, and no secret', async () => {
    const guest = await openAsAnybody(browser, await shareShownRun(creator));
    await expect(guest.getByRole('region', { name: 'Result' })).toContainText(ORDERS);
    await expect(guest.getByRole('region', { name: 'Run trace' })).toContainText('Call the service');
    expect(await guest.content()).not.toContain(TOKEN);
    await guest.context().close();
  });

  await test.step('the creator changes the flow and lists it in the marketplace', async () => {
    await creator.getByRole('link', { name: 'Open the flow' }).click();
    await changeExpression(creator, 'Its answer', '"Today: " + input.body');
    await listOpenFlow(creator, { name: 'Orders of today', description: 'Says which orders wait.' });
    await expect(creator.getByText('Signed by Bob; unchanged since.')).toBeVisible();
  });

  await test.step('the owner stakes, proposes another quorum, and passes it', async () => {
    await stake(owner, '50,000');
    await proposeParameter(owner, {
      title: 'Ask for more voices',
      parameter: 'Quorum, in percent',
      now: '4',
      value: '6',
    });
    await passOpenProposal(owner);
    await owner.getByRole('link', { name: 'Governance' }).first().click();
    await owner.getByRole('tab', { name: 'Parameters' }).click();
    await expect(owner.getByRole('row', { name: /^Quorum/ })).toContainText('6%');
  });

  const endpoint = await test.step('the owner deploys the published flow with its secret', async () => {
    await owner.getByRole('navigation').getByRole('link', { name: 'Flows', exact: true }).first().click();
    await owner.getByRole('link', { name: TEMPLATE }).click();
    await openWizard(owner);
    await addAkashKey(owner);
    await draftByHand(owner);
    await allowAddress(owner, orders.host);
    await owner.getByRole('button', { name: 'Grant it to Akash' }).click();
    await expect(owner.getByRole('list', { name: 'Secrets' })).toContainText('SERVICE_TOKEN goes along.');
    return deployAt(owner, 'provider.north.example');
  });

  await test.step('a program calls the endpoint with a token and gets what the flow answers', async () => {
    const token = await makeCallToken(owner, 'Shop window');
    const answer = await callDeployed(endpoint, { flowId, token, input: { address: orders.url } });
    expect(answer).toMatchObject({ status: 'completed', output: `Today: ${ORDERS}` });
    expect(orders.received).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
    await closeDeployment(owner);
    await expect(fetch(endpoint)).rejects.toThrow();
  });

  await test.step('the audit log tells all of it, and holds', async () => {
    await openAuditLog(owner);
    await expectEntries(owner, [
      [OWNER.name, 'Set up', /./],
      [OWNER.name, 'Create invitation', /./],
      [CREATOR.name, 'Sign up', /./],
      [OWNER.name, 'Create secret', 'SERVICE_TOKEN'],
      [CREATOR.name, 'Fork listing', TEMPLATE],
      [CREATOR.name, 'Start run', TEMPLATE],
      [CREATOR.name, 'Create share link', /^run /],
      [/^Share link/, 'Open shared', /^run /],
      [CREATOR.name, 'Edit flow', TEMPLATE],
      [CREATOR.name, 'Publish flow', TEMPLATE],
      [CREATOR.name, 'Publish listing', 'Orders of today'],
      [OWNER.name, 'Stake', '50,000 CDX'],
      [OWNER.name, 'Make proposal', 'Ask for more voices'],
      [OWNER.name, 'Advance chain clock', 'Local chain, 48 hours forward'],
      [OWNER.name, 'Vote', 'Ask for more voices'],
      [OWNER.name, 'Queue proposal', 'Ask for more voices'],
      [OWNER.name, 'Execute proposal', 'Ask for more voices'],
      [OWNER.name, 'Create secret', 'AKASH_API_KEY'],
      [OWNER.name, 'Create deployment', TEMPLATE],
      [OWNER.name, 'Update secret', 'SERVICE_TOKEN'],
      [OWNER.name, 'Start deployment', TEMPLATE],
      [OWNER.name, 'Choose bid', TEMPLATE],
      [OWNER.name, 'Create deployment token', 'Shop window'],
      [OWNER.name, 'Close deployment', TEMPLATE],
    ]);
    await owner.getByRole('button', { name: 'Verify the log' }).click();
    await expect(owner.getByText(/Intact, \d+ entries/)).toBeVisible();
    // The secret went through every area, and is in no storage of a browser and in no file of the server.
    for (const page of [owner, creator])
      expect(JSON.stringify(await page.context().storageState({ indexedDB: true }))).not.toContain(TOKEN);
    await accounts.end();
    expect(filesWith(accounts.dataFolder, TOKEN)).toEqual([]);
    const { code, words } = await verifyOnCommandLine(accounts.dataFolder);
    expect(words).toMatch(/The audit log is intact: \d+ entries in one workspace\./);
    expect(code).toBe(0);
  });
});
