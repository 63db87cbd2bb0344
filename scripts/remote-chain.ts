/**
 * A network elsewhere for tests in the browser: a node of its own with an organisation on it, and the inside of a wallet
 * that really signs. Prints one line of JSON with the addresses of both.
 *
 *   node scripts/with-node.mjs scripts/remote-chain.ts [--chain N]
 *
 * The wallet begins on chain 1 and moves when it is asked to, unless `stay` was written to the standard input; `move`
 * lets it move again.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { startRemoteChain } from '@codexos/chain/testing';

const { values } = parseArgs({ options: { chain: { type: 'string' } } });
const chain = await startRemoteChain({ chainId: Number(values.chain ?? 31_337), memberCount: 1 });
const [owner] = chain.members;
if (!owner) throw new Error('there is one member');
let walletChain = 1;
let mayMove = true;

interface WalletRequest {
  method: string;
  params?: { chainId?: string; to?: `0x${string}`; data?: `0x${string}`; value?: string }[];
}

async function answer({ method, params = [] }: WalletRequest): Promise<unknown> {
  const [first = {}] = params;
  switch (method) {
    case 'eth_requestAccounts':
      return [owner?.account.address];
    case 'eth_chainId':
      return `0x${walletChain.toString(16)}`;
    case 'wallet_switchEthereumChain':
      if (mayMove) walletChain = Number(first.chainId);
      return null;
    case 'eth_sendTransaction':
      return sign(first);
    default:
      return chain.request({ method, params });
  }
}

/** Signs with the key that only this process has, and sends it to the node. */
async function sign({
  to,
  data = '0x',
  value = '0x0',
  chainId,
}: NonNullable<WalletRequest['params']>[number]) {
  if (!owner || !to || Number(chainId) !== walletChain) throw new Error('The wallet is on another network.');
  const { address } = owner.account;
  const transaction = { from: address, to, data, value };
  const nonce = Number(
    await chain.request({ method: 'eth_getTransactionCount', params: [address, 'pending'] }),
  );
  const gas = BigInt(String(await chain.request({ method: 'eth_estimateGas', params: [transaction] })));
  const gasPrice = BigInt(String(await chain.request({ method: 'eth_gasPrice' })));
  const raw = await owner.account.signTransaction({
    ...{ to, data, nonce, gasPrice, chainId: walletChain },
    value: BigInt(value),
    gas: gas * 2n,
  });
  return chain.request({ method: 'eth_sendRawTransaction', params: [raw] });
}

const server = createServer((incoming, response) => {
  void readBody(incoming)
    .then(async (body) => ({ result: await answer(JSON.parse(body) as WalletRequest) }))
    .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))
    .then((reply) => response.end(JSON.stringify(reply)));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
console.log(
  JSON.stringify({
    rpcUrl: chain.url,
    governor: chain.addresses.governor,
    chainId: chain.chainId,
    walletUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    owner: owner.account.address,
  }),
);

createInterface(process.stdin).on('line', (line) => {
  mayMove = line.trim() !== 'stay';
});
const stop = (): void => {
  server.close();
  void chain[Symbol.asyncDispose]().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
