import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, custom, type Hash } from 'viem';
import { describe, expect, it } from 'vitest';
import type { LocalChain } from '../src/index.ts';
import { createTestChain } from '../src/testing/index.ts';
import { sendCoins } from './send-coins.ts';

const script = join(import.meta.dirname, 'killable-chain.ts');

function readerOf(chain: LocalChain) {
  return createPublicClient({ transport: custom({ request: chain.request }) });
}

async function kill(pid: number | undefined): Promise<void> {
  if (pid === undefined) throw new Error('the node does not run');
  process.kill(pid, 'SIGKILL');
}

describe('the local chain', () => {
  it('keeps blocks, receipts, balances and the moved clock over a restart', async () => {
    await using test = createTestChain();
    const first = await test.open();
    const sent = await sendCoins(first, test.accounts, 5n);
    const moved = await first.advance(9 * 86_400);
    await first.close();

    const second = await test.open();
    const reader = readerOf(second);
    expect((await reader.getTransactionReceipt({ hash: sent.hash })).blockHash).toBe(sent.blockHash);
    expect(await second.now()).toBeGreaterThanOrEqual(moved);
    expect(await second.now()).toBeLessThan(moved + 600);
    const again = await sendCoins(second, test.accounts, 7n);
    const { timestamp } = await reader.getBlock({ blockHash: again.blockHash });
    expect(Number(timestamp)).toBeGreaterThan(moved);
  });

  it('brings the same blocks back after its node was killed', async () => {
    await using test = createTestChain();
    const chain = await test.open();
    const sent = [];
    for (let count = 1n; count <= 3n; count++) {
      sent.push(await sendCoins(chain, test.accounts, count));
      await kill(chain.pid());
    }
    for (const { hash, blockHash } of sent) {
      expect((await readerOf(chain).getTransactionReceipt({ hash })).blockHash).toBe(blockHash);
    }
  });

  it('folds its log into a snapshot and goes on from there', async () => {
    await using test = createTestChain();
    const chain = await test.open({ snapshotEvery: 2 });
    const sent: { hash: Hash; blockHash: Hash }[] = [];
    for (let count = 1n; count <= 5n; count++) sent.push(await sendCoins(chain, test.accounts, count));
    await kill(chain.pid());
    for (const { hash, blockHash } of sent) {
      expect((await readerOf(chain).getTransactionReceipt({ hash })).blockHash).toBe(blockHash);
    }
    expect(readdirSync(test.folder).filter((name) => name.startsWith('log-'))).toHaveLength(1);
  });

  it('cuts off an unfinished line of the log, which was acknowledged to nobody', async () => {
    await using test = createTestChain();
    const first = await test.open();
    const { hash } = await sendCoins(first, test.accounts, 5n);
    await kill(first.pid());
    const [name = ''] = readdirSync(test.folder).filter((file) => file.startsWith('log-'));
    appendFileSync(join(test.folder, name), '{"n":99,"at":1');
    const second = await test.open();
    expect((await readerOf(second).getTransactionReceipt({ hash })).status).toBe('success');
    await sendCoins(second, test.accounts, 6n);
  });

  it('tells a caller of a transaction that the node refuses, and goes on', async () => {
    await using test = createTestChain();
    const chain = await test.open();
    const [from] = test.accounts.members;
    if (!from) throw new Error('a member is needed');
    const stale = await from.signTransaction({
      chainId: chain.chainId,
      type: 'eip1559',
      nonce: 0,
      gas: 21_000n,
      maxFeePerGas: 10n ** 10n,
      to: from.address,
    });
    await chain.request({ method: 'eth_sendRawTransaction', params: [stale] });
    await expect(chain.request({ method: 'eth_sendRawTransaction', params: [stale] })).rejects.toThrow(
      /nonce/i,
    );
    const sent = await sendCoins(chain, test.accounts, 1n);
    await kill(chain.pid());
    const receipt = await readerOf(chain).getTransactionReceipt({ hash: sent.hash });
    expect(receipt.blockHash).toBe(sent.blockHash);
  });

  it('never says that a transaction is kept which the node refused while it was brought back', async () => {
    await using test = createTestChain();
    let isKilling = false;
    const chain: LocalChain = await test.open({
      onStep: (step) => {
        if (isKilling && step === 'logged') void kill(chain.pid());
      },
    });
    const kept = await sendCoins(chain, test.accounts, 1n);
    const [from] = test.accounts.members;
    if (!from) throw new Error('a member is needed');
    const refused = await from.signTransaction({
      chainId: chain.chainId,
      type: 'eip1559',
      // Used by what was sent before.
      nonce: 0,
      gas: 21_000n,
      maxFeePerGas: 10n ** 10n,
      to: from.address,
      value: 3n,
    });
    isKilling = true;
    await expect(chain.request({ method: 'eth_sendRawTransaction', params: [refused] })).rejects.toThrow();
    const meanwhile = await sendCoins(chain, test.accounts, 2n);
    isKilling = false;
    for (const { hash, blockHash } of [kept, meanwhile])
      expect((await readerOf(chain).getTransactionReceipt({ hash })).blockHash).toBe(blockHash);
  });

  it.each(['logged', 'mined', 'dumping', 'state-saved', 'snapshot-saved'] as const)(
    'keeps what it has acknowledged when its node is killed at the step “%s”',
    async (fatal) => {
      await using test = createTestChain();
      let kills = 0;
      const chain: LocalChain = await test.open({
        snapshotEvery: 2,
        onStep: (step) => {
          if (step !== fatal || kills === 3) return;
          kills += 1;
          void kill(chain.pid());
        },
      });
      const sent: { hash: Hash; blockHash: Hash }[] = [];
      for (let count = 1n; count <= 6n; count++) sent.push(await sendCoins(chain, test.accounts, count));
      expect(kills).toBe(3);
      await chain.close();
      const again = await test.open();
      for (const { hash, blockHash } of sent)
        expect((await readerOf(again).getTransactionReceipt({ hash })).blockHash).toBe(blockHash);
      await sendCoins(again, test.accounts, 7n);
    },
  );

  it('lets nobody change the chain past its log', async () => {
    await using test = createTestChain();
    const chain = await test.open();
    for (const method of ['anvil_setBalance', 'evm_increaseTime', 'eth_sendTransaction', 'debug_traceCall']) {
      await expect(chain.request({ method, params: [] })).rejects.toThrow(`does not offer ${method}`);
    }
    await expect(chain.advance(0)).rejects.toThrow('cannot be moved by 0 seconds');
  });

  it('loses no acknowledged transaction, killed at any step', { timeout: 240_000 }, async () => {
    let acknowledged = 0;
    let isKilled = true;
    for (let step = 1; isKilled; step++) {
      const parent = mkdtempSync(join(tmpdir(), 'codexos-kill-'));
      const folder = join(parent, 'chain');
      const child = spawnSync(process.execPath, [script, folder, String(step)], { encoding: 'utf8' });
      isKilled = child.signal === 'SIGKILL';
      expect(isKilled || child.status === 0, child.stderr).toBe(true);
      await using test = createTestChain(folder);
      const chain = await test.open();
      const noted = readFileSync(join(parent, 'acknowledged.jsonl'), 'utf8').split('\n').filter(Boolean);
      for (const line of noted) {
        const { hash, blockHash } = JSON.parse(line) as { hash: Hash; blockHash: Hash };
        const receipt = await readerOf(chain).getTransactionReceipt({ hash });
        expect(receipt.blockHash, `killed at step ${step}`).toBe(blockHash);
      }
      acknowledged += noted.length;
      await sendCoins(chain, test.accounts, 1n);
      rmSync(join(parent, 'acknowledged.jsonl'));
    }
    expect(acknowledged).toBeGreaterThan(30);
  });
});
