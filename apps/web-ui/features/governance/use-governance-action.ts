'use client';
import {
  prepareGovernanceAction,
  submitGovernanceAction,
} from '@codexos/protocol/contracts/governance.contract';
import type { GovernanceAction } from '@codexos/protocol/governance-action';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/lib/api/call-api';
import type { ActingAccount } from './use-acting-account';
import { sendWithWallet, waitForTransaction } from './wallet';

export interface ActionResult {
  proposalId?: string | undefined;
}

/** Does something as the acting account: the server signs for a local one, the wallet for its own. */
export function useGovernanceAction(
  account: ActingAccount | undefined,
  onDone: (result: ActionResult, action: GovernanceAction) => void = () => undefined,
) {
  const client = useQueryClient();
  return useMutation<ActionResult, Error, GovernanceAction>({
    mutationFn: async (action) => {
      if (!account) throw new Error('Choose an account first.');
      return act(account, action);
    },
    onSuccess: async (result, action) => {
      await client.invalidateQueries({ queryKey: ['governance'] });
      onDone(result, action);
    },
  });
}

async function act({ address, wallet }: ActingAccount, action: GovernanceAction): Promise<ActionResult> {
  if (!wallet) return callApi(submitGovernanceAction, { body: { action, account: address } });
  const { chainId, transactions } = await callApi(prepareGovernanceAction, {
    body: { action, account: address },
  });
  for (const { to, data, value } of transactions) {
    const hash = await sendWithWallet(wallet, { chainId, from: address, to, data, value });
    await waitForTransaction(wallet, hash);
  }
  return 'proposalId' in action ? { proposalId: action.proposalId } : {};
}
