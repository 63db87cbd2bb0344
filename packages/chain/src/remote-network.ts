import { CodexError } from '@codexos/utils/errors';
import type { Network } from './network.ts';
import { createRpc, type RpcOptions } from './rpc.ts';

/** A network elsewhere, by the address of one of its nodes. Throws UNAVAILABLE when it does not answer. */
export async function openRemoteNetwork(options: RpcOptions): Promise<Network> {
  const request = createRpc(options);
  const chainId = Number(await request({ method: 'eth_chainId' }));
  if (!Number.isSafeInteger(chainId) || chainId < 1) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: 'The address of the network does not belong to a node that speaks Ethereum.',
      hint: 'Check CODEXOS_CHAIN_RPC_URL.',
    });
  }
  return {
    kind: 'remote',
    chainId,
    request,
    now: async () => {
      const block = await request({ method: 'eth_getBlockByNumber', params: ['latest', false] });
      return typeof block === 'object' && block !== null && 'timestamp' in block
        ? Number(block.timestamp)
        : 0;
    },
  };
}
