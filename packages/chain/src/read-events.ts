import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { decodeEventLog, numberToHex, type Abi, type Address, type Hex } from 'viem';
import { z } from 'zod';
import { CONTRACT_ABIS, contractNames, type ContractName } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import type { Network } from './network.ts';

/** One event of one of the organisation's contracts, decoded; whole numbers are decimal texts. */
export interface ChainEvent {
  blockNumber: number;
  blockHash: string;
  logIndex: number;
  transaction: string;
  /** Time of the block, epoch ms. */
  at: number;
  contract: ContractName;
  name: string;
  args: JsonObject;
}

const hex = z
  .string()
  .startsWith('0x')
  .transform((text) => text as Hex);
const logSchema = z.object({
  address: hex,
  topics: z.array(hex),
  data: hex,
  blockNumber: hex,
  blockHash: hex,
  transactionHash: hex,
  logIndex: hex,
});
const blockSchema = z.object({ number: hex, hash: hex, timestamp: hex });

export interface BlockHead {
  number: number;
  hash: string;
  /** Epoch ms. */
  at: number;
}

/** The block of a number, or the newest; undefined when the chain has none of that number. */
export async function readBlock(network: Network, number: number | 'latest'): Promise<BlockHead | undefined> {
  const params = [number === 'latest' ? number : numberToHex(number), false];
  const found = await network.request({ method: 'eth_getBlockByNumber', params });
  if (found === null) return undefined;
  const block = blockSchema.parse(found);
  return { number: Number(block.number), hash: block.hash, at: Number(block.timestamp) * 1000 };
}

/** Events of the blocks `from` to `to`, both included, in the order of the chain. */
export async function readEvents(
  network: Network,
  addresses: GovernanceAddresses,
  { from, to }: { from: number; to: number },
): Promise<ChainEvent[]> {
  const filter = {
    address: contractNames.map((name) => addresses[name]),
    fromBlock: numberToHex(from),
    toBlock: numberToHex(to),
  };
  const logs = z.array(logSchema).parse(await network.request({ method: 'eth_getLogs', params: [filter] }));
  const times = new Map<number, number>();
  const events: ChainEvent[] = [];
  for (const log of logs) {
    const number = Number(log.blockNumber);
    const at = times.get(number) ?? (await readBlock(network, number))?.at ?? 0;
    times.set(number, at);
    const contract = nameOf(addresses, log.address);
    const decoded = contract && decode(contract, log);
    if (!decoded) continue;
    events.push({
      blockNumber: number,
      blockHash: log.blockHash,
      logIndex: Number(log.logIndex),
      transaction: log.transactionHash,
      at,
      contract,
      ...decoded,
    });
  }
  return events;
}

export function nameOf(addresses: GovernanceAddresses, address: Address): ContractName | undefined {
  return contractNames.find((name) => addresses[name].toLowerCase() === address.toLowerCase());
}

function decode(
  contract: ContractName,
  { topics, data }: z.infer<typeof logSchema>,
): { name: string; args: JsonObject } | undefined {
  const [signature, ...rest] = topics;
  if (signature === undefined) return undefined;
  const abi: Abi = CONTRACT_ABIS[contract];
  const { eventName, args } = decodeEventLog({ abi, data, topics: [signature, ...rest], strict: false });
  if (eventName === undefined) return undefined;
  return { name: eventName, args: toJson(args ?? {}) as JsonObject };
}

function toJson(value: unknown): JsonValue {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  return null;
}
