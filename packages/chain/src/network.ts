import type { RpcRequest } from './rpc.ts';

/** A chain that the application speaks with. */
export interface Network {
  kind: 'local' | 'remote';
  chainId: number;
  /** JSON-RPC as a wallet or viem would send it; writing on the local chain returns when it is durable. */
  request: RpcRequest;
  /** Time of the chain now, in seconds since 1970. */
  now(): Promise<number>;
}
