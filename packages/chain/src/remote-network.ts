import { CodexError } from '@codexos/utils/errors';
import type { Network } from './network.ts';
import { createRpc, type RpcOptions } from './rpc.ts';

/**
 * A network elsewhere, by the address of one of its nodes. Throws UNAVAILABLE when it does not answer, and
 * CHAIN_MISMATCH when it is not the chain that was named.
 */
export async function openRemoteNetwork({
  expectedChainId,
  ...options
}: RpcOptions & { expectedChainId?: number | undefined }): Promise<Network> {
  const request = createRpc(options);
  const chainId = Number(await request({ method: 'eth_chainId' }));
  if (!Number.isSafeInteger(chainId) || chainId < 1) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: 'The address of the network does not belong to a node that speaks Ethereum.',
      hint: 'Check CODEXOS_CHAIN_RPC_URL.',
    });
  }
  if (expectedChainId !== undefined && chainId !== expectedChainId) {
    throw new CodexError({
      code: 'CHAIN_MISMATCH',
      message: `The node of the network is on chain ${chainId}, and CODEXOS_CHAIN_ID names ${expectedChainId}.`,
      hint: 'Check CODEXOS_CHAIN_RPC_URL and CODEXOS_CHAIN_ID.',
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
