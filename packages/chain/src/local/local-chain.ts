/**
 * A chain of one's own that loses nothing. Everything that changes it goes through here, one after the other, and is
 * logged durably before it is done; after a kill of this process or of the node, at any moment, the chain is brought
 * back from its last snapshot and the log, block for block.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CodexError } from '@codexos/utils/errors';
import { keccak256, type Address, type Hex } from 'viem';
import type { Network } from '../network.ts';
import { RpcError, type RpcRequest } from '../rpc.ts';
import { openChainLog, type ChainLog, type LogEntry } from './chain-log.ts';
import { readOptional, writeDurably } from './durable-file.ts';
import { logPath, readSnapshot, removeOlder, statePath, writeSnapshot, type Snapshot } from './snapshots.ts';
import { startAnvil, type AnvilProcess } from './start-anvil.ts';

export const LOCAL_CHAIN_ID = 37_101;

/** What the chain has just made durable; tests end the process there. */
export type ChainStep = 'logged' | 'mined' | 'dumping' | 'state-saved' | 'snapshot-saved';

export interface LocalChainOptions {
  binary: string;
  /** Folder of the chain alone, on a disk that syncs. */
  folder: string;
  /** Accounts that own coins from the first block on. */
  funded: readonly Address[];
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** Entries after which the log is folded into a snapshot. */
  snapshotEvery?: number;
  onStep?: (step: ChainStep) => void;
}

export interface LocalChain extends Network {
  kind: 'local';
  /** Lets time pass. Resolves to the chain's new time in seconds. */
  advance(seconds: number): Promise<number>;
  /** Id of the node's process while it runs. */
  pid(): number | undefined;
  /** Folds the log into a snapshot and ends the node. */
  close(): Promise<void>;
}

/** What a caller may ask of the node directly: nothing that changes the chain past the log. */
const READS = new Set([
  'eth_blockNumber',
  'eth_call',
  'eth_chainId',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByHash',
  'eth_getBlockByNumber',
  'eth_getCode',
  'eth_getLogs',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_maxPriorityFeePerGas',
  'net_version',
]);

/** Calls whose result depends on the time, which for the node is the time of its last block. */
const TIMED = new Set(['eth_call', 'eth_estimateGas']);

const FUNDS = '0x3635c9adc5dea00000';
const MAX_ADVANCE_S = 400 * 86_400;

/** Brings the chain up. Throws UNAVAILABLE when the node does not start or the folder is damaged. */
export async function openLocalChain(options: LocalChainOptions): Promise<LocalChain> {
  const { folder, clock = Date.now, snapshotEvery = 256, onStep = () => undefined } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let node: AnvilProcess;
  let log: ChainLog;
  let last: Snapshot;
  let base: number;
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const inTurn = <TResult>(work: () => Promise<TResult>): Promise<TResult> => {
    const result = queue.then(async () => {
      if (isClosed) throw closed();
      if (!node.isRunning()) await revive();
      return work();
    });
    queue = result.catch(() => undefined);
    return result;
  };

  const boot = async (): Promise<void> => {
    const snapshot = await readSnapshot(folder);
    base = snapshot?.n ?? 0;
    node = await startAnvil({
      binary: options.binary,
      folder,
      chainId: LOCAL_CHAIN_ID,
      from: snapshot
        ? { state: statePath(folder, base), at: snapshot.at }
        : { genesis: await genesisFile(options, clock) },
    });
    const opened = await openChainLog(logPath(folder, base));
    log = opened.log;
    last = snapshot ?? { n: 0, at: await timeOfLastBlock(node.request), ahead: 0 };
    for (const entry of opened.entries) {
      await apply(node.request, entry);
      last = { n: entry.n, at: entry.at, ahead: entry.ahead };
    }
  };

  const revive = async (): Promise<void> => {
    await log.close();
    await boot();
  };

  const isDead = async (error: unknown): Promise<boolean> =>
    !(error instanceof RpcError) && (await node.hasEnded());

  const nextTime = (ahead: number): number => Math.max(Math.floor(clock() / 1000) + ahead, last.at + 1);

  /** Logs, then does. Whoever waits for it may count on the entry for ever. */
  const write = async ({ ahead = last.ahead, raw }: { ahead?: number; raw?: Hex }): Promise<void> => {
    const entry: LogEntry = {
      n: last.n + 1,
      at: nextTime(ahead),
      ahead,
      ...(raw === undefined ? {} : { raw }),
    };
    await log.append(entry);
    onStep('logged');
    last = { n: entry.n, at: entry.at, ahead };
    try {
      await apply(node.request, entry, { isStrict: true });
    } catch (error) {
      if (!(await isDead(error))) throw error;
      // Bringing the chain back does what was logged, and passes over what the node refuses.
      await revive();
      if (raw !== undefined) await assertKept(raw);
    }
    onStep('mined');
    if (last.n - base >= snapshotEvery) await save();
  };

  const assertKept = async (raw: Hex): Promise<void> => {
    const found = await node.request({ method: 'eth_getTransactionByHash', params: [keccak256(raw)] });
    if (found !== null && found !== undefined) return;
    throw new RpcError({ code: -32_003, message: 'The node refused the transaction after a new start.' });
  };

  /** Undefined when the node ended while it wrote: what it had stands in the log, and the next snapshot holds it. */
  const dumpState = async (): Promise<string | undefined> => {
    const dump = node.request({ method: 'anvil_dumpState' });
    onStep('dumping');
    try {
      return String(await dump);
    } catch (error) {
      if (!(await isDead(error))) throw error;
      await revive();
      return undefined;
    }
  };

  const save = async (): Promise<void> => {
    const dump = await dumpState();
    if (dump === undefined) return;
    const state = gunzipSync(Buffer.from(dump.slice(2), 'hex'));
    onStep('state-saved');
    await writeSnapshot(folder, last, state);
    onStep('snapshot-saved');
    await log.close();
    base = last.n;
    ({ log } = await openChainLog(logPath(folder, base)));
    await removeOlder(folder, base);
  };

  const isBehind = (): boolean => nextTime(last.ahead) > last.at + 1;

  const send = (raw: Hex): Promise<Hex> =>
    inTurn(async () => {
      await write({ raw });
      return keccak256(raw);
    });

  const read = (request: { method: string; params?: unknown }): Promise<unknown> =>
    inTurn(async () => {
      if (TIMED.has(request.method) && isBehind()) await write({});
      try {
        return await node.request(request);
      } catch (error) {
        if (!(await isDead(error))) throw error;
        await revive();
        return node.request(request);
      }
    });

  const request: RpcRequest = async ({ method, params }) => {
    if (method === 'eth_sendRawTransaction') return send(rawOf(params));
    if (READS.has(method)) return read({ method, params });
    throw new RpcError({ code: -32_601, message: `The local chain does not offer ${method}.` });
  };

  await boot();
  return {
    kind: 'local',
    chainId: LOCAL_CHAIN_ID,
    request,
    now: async () => Math.max(Math.floor(clock() / 1000) + last.ahead, last.at),
    advance: (seconds) =>
      inTurn(async () => {
        if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_ADVANCE_S) throw badAdvance(seconds);
        const ahead = nextTime(last.ahead) + seconds - Math.floor(clock() / 1000);
        await write({ ahead });
        return last.at;
      }),
    pid: () => (node.isRunning() ? node.pid : undefined),
    close: async () => {
      await queue;
      if (isClosed) return;
      isClosed = true;
      if (node.isRunning() && last.n > base) await save();
      await log.close();
      await node.stop();
    },
  };
}

/**
 * Does what an entry says: one block with the transaction or without one. A transaction that the node refuses was
 * refused when it was logged too: it changes nothing, and only with `isStrict`, the first time, is that an error.
 */
async function apply(request: RpcRequest, { at, raw }: LogEntry, { isStrict = false } = {}): Promise<void> {
  try {
    if (raw !== undefined) await request({ method: 'eth_sendRawTransaction', params: [raw] });
  } catch (error) {
    if (isStrict || !(error instanceof RpcError)) throw error;
    return;
  }
  await request({ method: 'evm_setNextBlockTimestamp', params: [at] });
  await request({ method: 'evm_mine', params: [] });
  if (raw === undefined) return;
  const hash = keccak256(raw);
  if (await request({ method: 'eth_getTransactionReceipt', params: [hash] })) return;
  // It waits for an earlier one of its sender. Waiting is not logged, so it is not offered.
  await request({ method: 'anvil_dropTransaction', params: [hash] });
  if (isStrict)
    throw new RpcError({ code: -32_000, message: 'nonce too high: an earlier transaction is missing' });
}

async function genesisFile({ folder, funded }: LocalChainOptions, clock: () => number): Promise<string> {
  const path = join(folder, 'genesis.json');
  if ((await readOptional(path)) === undefined) {
    const genesis = {
      config: {},
      difficulty: '0x0',
      gasLimit: '0x1c9c380',
      timestamp: `0x${Math.floor(clock() / 1000).toString(16)}`,
      alloc: Object.fromEntries(funded.map((address) => [address, { balance: FUNDS }])),
    };
    await writeDurably(path, JSON.stringify(genesis));
  }
  return path;
}

async function timeOfLastBlock(request: RpcRequest): Promise<number> {
  const block = await request({ method: 'eth_getBlockByNumber', params: ['latest', false] });
  if (typeof block !== 'object' || block === null || !('timestamp' in block))
    throw new Error('no latest block');
  return Number(block.timestamp);
}

function rawOf(params: unknown): Hex {
  const raw: unknown = Array.isArray(params) ? params[0] : undefined;
  if (typeof raw === 'string' && /^0x([0-9a-f]{2})+$/i.test(raw)) return raw as Hex;
  throw new RpcError({ code: -32_602, message: 'A signed transaction in hexadecimal is needed.' });
}

function closed(): CodexError {
  return new CodexError({
    code: 'UNAVAILABLE',
    message: 'The local chain has been stopped.',
    hint: 'Start again.',
  });
}

function badAdvance(seconds: number): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `Time cannot be moved by ${seconds} seconds.`,
    hint: `Give whole seconds from 1 to ${MAX_ADVANCE_S}.`,
  });
}
