/**
 * A network elsewhere, as far as a test needs one: a node of its own with another chain id, behind a server that can be
 * told to answer wrongly, with an organisation on it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { numberToHex, parseEther, type Hex, type LocalAccount } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { deployGovernance, type GovernanceAddresses } from '../deploy-governance.ts';
import { encodeAction } from '../encode-action.ts';
import { findAnvil } from '../local/find-anvil.ts';
import { openRemoteNetwork } from '../remote-network.ts';
import { createRpc, type RpcRequest } from '../rpc.ts';
import { sendTransactions } from '../send-transactions.ts';

export interface RemoteChain extends AsyncDisposable {
  url: string;
  chainId: number;
  addresses: GovernanceAddresses;
  guardian: KeyedAccount;
  /** Each with coins and 100,000 tokens. */
  members: readonly KeyedAccount[];
  request: RpcRequest;
  /** Answers another chain id from now on; undefined tells the truth again. */
  pretendChain(chainId: number | undefined): void;
  /** Methods that were asked, in order. */
  asked: string[];
  advance(seconds: number): Promise<void>;
  /** Stakes whole tokens. */
  stake(member: KeyedAccount, tokens: number): Promise<void>;
}

export interface KeyedAccount {
  key: Hex;
  account: LocalAccount;
}

const COINS = numberToHex(parseEther('100'));

export async function startRemoteChain({ chainId = 31_337, memberCount = 2 } = {}): Promise<RemoteChain> {
  const node = await startNode(chainId);
  const asked: string[] = [];
  let pretended: number | undefined;
  const server = createServer((incoming, response) => {
    void readBody(incoming).then(async (body) => {
      const { method, id } = JSON.parse(body) as { method: string; id: number };
      asked.push(method);
      response.setHeader('content-type', 'application/json');
      if (method === 'eth_chainId' && pretended !== undefined)
        return response.end(JSON.stringify({ jsonrpc: '2.0', id, result: numberToHex(pretended) }));
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(node.url, { method: 'POST', headers, body });
      return response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request = createRpc({ url: node.url });
  const createAccount = async (): Promise<KeyedAccount> => {
    const key = generatePrivateKey();
    const account = privateKeyToAccount(key);
    await request({ method: 'anvil_setBalance', params: [account.address, COINS] });
    return { key, account };
  };
  const [deployer, guardian] = [await createAccount(), await createAccount()];
  const members = await Promise.all(Array.from({ length: memberCount }, createAccount));
  const network = await openRemoteNetwork({ url: node.url });
  const addresses = await deployGovernance({
    // Its receipts are there at once.
    network: { ...network, kind: 'local' },
    deployer: deployer.account,
    guardian: guardian.account.address,
    maximumSupply: parseEther('10000000'),
    allocations: members.map(({ account }) => ({ account: account.address, amount: parseEther('100000') })),
    toTreasury: parseEther('600000'),
  });
  return {
    ...{ url, chainId, addresses, guardian, members, request, asked },
    pretendChain: (id) => {
      pretended = id;
    },
    async advance(seconds) {
      await request({ method: 'evm_increaseTime', params: [seconds] });
      await request({ method: 'evm_mine', params: [] });
    },
    async stake({ account }, tokens) {
      const action = { type: 'stake', amount: parseEther(String(tokens)).toString() } as const;
      await sendTransactions({ ...network, kind: 'local' }, account, encodeAction(addresses, action));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await node.stop();
    },
  };
}

async function startNode(chainId: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const binary = findAnvil();
  if (binary === undefined) throw new Error('anvil is not installed: run npm ci.');
  const child = spawn(
    binary,
    ['--host', '127.0.0.1', '--port', '0', '--accounts', '0', '--chain-id', String(chainId), '--no-cors'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { NODE_ENV: 'test' } },
  );
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /^Listening on [^ ]*:(\d+)$/.exec(line)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`anvil ended with ${code ?? 'a signal'}`)));
  });
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
