import { seriousProblems } from './support/axe';
import { actAs, passTime } from './support/governance';
import { expect, test } from './support/test';

test('stake, propose, simulate, vote, queue and execute, by clicking', async ({ signedIn: page }) => {
  test.setTimeout(120_000);
  await page.goto('/governance');
  await expect(page.getByRole('heading', { name: 'No proposals yet' })).toBeVisible();

  await page.getByRole('tab', { name: 'Stake' }).click();
  await page.getByRole('textbox', { name: 'Stake tokens' }).fill('50,000');
  await page.getByRole('button', { name: 'Stake', exact: true }).click();
  const own = page.getByRole('region', { name: 'Your stake' });
  await expect(own.getByText('50,000 CDX').first()).toBeVisible();
  const recipient = await page.getByRole('cell', { name: 'Account 2' }).first().getAttribute('title');

  await page.getByRole('link', { name: 'New proposal' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Pay for the audit');
  await page.getByRole('textbox', { name: 'Why (Markdown)' }).fill('The **report** is in.');
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'Treasury' }).click();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Pay from the treasury' }).click();
  await page.getByRole('textbox', { name: 'Recipient' }).fill(recipient ?? '');
  await page.getByRole('textbox', { name: 'Amount' }).fill('480,001');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('would fail: TreasuryInsufficientFunds', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'Amount' }).fill('5,000');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('would work')).toBeVisible();
  await page.getByRole('button', { name: 'Propose' }).click();

  await expect(page.locator('#main').getByRole('heading', { name: 'Pay for the audit' })).toBeVisible();
  await expect(page.getByText('Under discussion.', { exact: false })).toBeVisible();
  await passTime(page, '48 hours');
  await passTime(page, 'One minute');
  await page.getByRole('textbox', { name: 'Vote as Account 1' }).fill('The work is done');
  await page.getByRole('button', { name: 'For', exact: true }).click();
  await expect(page.getByText('Will pass if the votes stand.')).toBeVisible();
  await expect(page.getByText('The work is done')).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await passTime(page, 'Seven days');
  await page.getByRole('button', { name: 'Queue' }).click();
  await expect(page.getByText('waiting in the timelock', { exact: false })).toBeVisible();
  await passTime(page, '48 hours');
  await page.getByRole('button', { name: 'Execute' }).click();
  await expect(page.getByText('Done.')).toBeVisible();

  await page.goto('/governance?tab=treasury');
  await expect(page.getByText('Paid 5,000 CDX to Account 2')).toBeVisible();
});

test('a delegate votes, and the guardian vetoes', async ({ signedIn: page }) => {
  test.setTimeout(120_000);
  await page.goto('/governance?tab=stake');
  await actAs(page, 'Account 3');
  await page.getByRole('textbox', { name: 'Stake tokens' }).fill('2,000');
  await page.getByRole('button', { name: 'Stake', exact: true }).click();
  await expect(
    page.getByRole('region', { name: 'Your stake' }).getByText('98,000 CDX', { exact: true }),
  ).toBeVisible();
  const delegate = await page.getByRole('cell', { name: 'Account 4' }).first().getAttribute('title');
  await page.getByRole('textbox', { name: 'Delegate to' }).fill(delegate ?? '');
  await page.getByRole('button', { name: 'Delegate', exact: true }).click();
  await expect(page.getByText('Now Account 4.', { exact: false })).toBeVisible();

  await actAs(page, 'Account 4');
  await passTime(page, 'One minute');
  await page.getByRole('link', { name: 'New proposal' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Meet on Mondays');
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.locator('#main').getByRole('heading', { name: 'Meet on Mondays' })).toBeVisible();
  await actAs(page, 'Guardian');
  await page.getByRole('button', { name: 'Veto' }).click();
  await page.getByRole('button', { name: 'Veto it' }).click();
  await expect(page.getByText('vetoed by the guardian', { exact: false })).toBeVisible();
});

test('a wallet of the browser signs on the right network, and what it refuses is shown', async ({
  signedIn: page,
}) => {
  await page.addInitScript(() => {
    const asked: { method: string; params?: unknown[] }[] = [];
    let chain = '0x1';
    const provider = {
      request: async (request: { method: string; params?: unknown[] }) => {
        asked.push(request);
        if (request.method === 'eth_requestAccounts') return ['0x1111111111111111111111111111111111111111'];
        if (request.method === 'eth_chainId') return chain;
        if (request.method === 'wallet_switchEthereumChain') {
          chain = (request.params?.[0] as { chainId: string }).chainId;
          return null;
        }
        const sent = asked.filter(({ method }) => method === 'eth_sendTransaction').length;
        // A plain object, as wallets throw it.
        if (request.method === 'eth_sendTransaction' && sent === 1)
          throw { code: 4001, message: 'User rejected the request.' };
        return request.method === 'eth_getTransactionReceipt' ? { status: '0x1' } : `0x${'a'.repeat(64)}`;
      },
    };
    Object.assign(window, { askedOfWallet: asked });
    const announce = (): void => {
      const detail = { info: { uuid: 'stub', name: 'Stub wallet' }, provider };
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    };
    window.addEventListener('eip6963:requestProvider', announce);
  });
  await page.goto('/governance?tab=stake');
  await actAs(page, 'Stub wallet (wallet)');
  await page.getByRole('textbox', { name: 'Delegate to' }).fill('0x2222222222222222222222222222222222222222');
  await page.getByRole('button', { name: 'Delegate', exact: true }).click();
  await expect(page.getByText('The wallet refused: User rejected the request.')).toBeVisible();

  await page.getByRole('textbox', { name: 'Delegate to' }).fill('0x2222222222222222222222222222222222222222');
  await page.getByRole('button', { name: 'Delegate', exact: true }).click();
  await expect(page.getByText('It is on the chain')).toBeVisible();
  const asked = await page.evaluate(() => (window as unknown as { askedOfWallet: unknown }).askedOfWallet);
  expect(asked).toContainEqual({ method: 'wallet_switchEthereumChain', params: [{ chainId: '0x90ed' }] });
  const delegate: unknown = expect.stringMatching(/^0x5c19a95c0{24}2{40}$/);
  expect(asked).toContainEqual({
    method: 'eth_sendTransaction',
    params: [
      expect.objectContaining({
        from: '0x1111111111111111111111111111111111111111',
        data: delegate,
        value: '0x0',
      }),
    ],
  });
});
