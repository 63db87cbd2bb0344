import { categorySchema, supportSchema, trackSchema, type Proposal } from '@codexos/protocol/governance';
import type {
  GovernanceAction,
  PreparedTransaction,
  ProposalStep,
} from '@codexos/protocol/governance-action';
import { encodeFunctionData, keccak256, stringToHex, zeroAddress, type Address, type Hex } from 'viem';
import { CONTRACT_ABIS } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';

export interface EncodedCall {
  target: Address;
  value: bigint;
  data: Hex;
}

const abis = CONTRACT_ABIS;

/**
 * The transactions of an action, in order. `proposal` is the one that the action names, with its calls and
 * description, because the contract wants them again.
 */
export function encodeAction(
  addresses: GovernanceAddresses,
  action: GovernanceAction,
  proposal?: Pick<Proposal, 'calls' | 'description'>,
): PreparedTransaction[] {
  const { governor, stakes, token } = addresses;
  switch (action.type) {
    case 'stake': {
      const amount = BigInt(action.amount);
      const allow = encodeFunctionData({ abi: abis.token, functionName: 'approve', args: [stakes, amount] });
      const stake = encodeFunctionData({ abi: abis.stakes, functionName: 'stake', args: [amount] });
      return [transaction('Allow the stake', token, allow), transaction('Stake', stakes, stake)];
    }
    case 'request-unstake': {
      const args = [BigInt(action.amount)] as const;
      const data = encodeFunctionData({ abi: abis.stakes, functionName: 'requestUnstake', args });
      return [transaction('Start unbonding', stakes, data)];
    }
    case 'withdraw':
      return [
        transaction('Withdraw', stakes, encodeFunctionData({ abi: abis.stakes, functionName: 'withdraw' })),
      ];
    case 'delegate': {
      const args = [action.to as Address] as const;
      const data = encodeFunctionData({ abi: abis.stakes, functionName: 'delegate', args });
      return [transaction('Delegate', stakes, data)];
    }
    case 'propose': {
      const { targets, values, datas } = split(action.steps.map((step) => encodeStep(addresses, step)));
      const track = trackSchema.options.indexOf(action.track);
      const category = categorySchema.options.indexOf(action.category);
      const args = [track, category, targets, values, datas, descriptionOf(action)] as const;
      const data = encodeFunctionData({ abi: abis.governor, functionName: 'proposeOn', args });
      return [transaction('Make the proposal', governor, data)];
    }
    case 'vote': {
      const args = [
        BigInt(action.proposalId),
        supportSchema.options.indexOf(action.support),
        action.reason,
      ] as const;
      const functionName = action.isOverride ? 'castOverrideVote' : 'castVoteWithReason';
      return [transaction('Vote', governor, encodeFunctionData({ abi: abis.governor, functionName, args }))];
    }
    case 'queue':
    case 'execute':
    case 'cancel': {
      const calls = (proposal?.calls ?? []).map(({ target, value, data }) => ({
        target: target as Address,
        value: BigInt(value),
        data: data as Hex,
      }));
      const { targets, values, datas } = split(calls);
      const hash = keccak256(stringToHex(proposal?.description ?? ''));
      const args = [targets, values, datas, hash] as const;
      const data = encodeFunctionData({ abi: abis.governor, functionName: action.type, args });
      return [transaction(LABELS[action.type], governor, data)];
    }
    case 'pause':
    case 'unpause': {
      // Both contracts have the pause from one base.
      const data = encodeFunctionData({ abi: abis.treasury, functionName: action.type });
      return [transaction(LABELS[action.type], addresses[action.contract], data)];
    }
  }
}

/** Title and text as the chain keeps them: the title is the first heading. */
export function descriptionOf({ title, description }: { title: string; description: string }): string {
  return description === '' ? `# ${title}` : `# ${title}\n\n${description}`;
}

/** The call that a step of a proposal becomes. */
export function encodeStep(addresses: GovernanceAddresses, step: ProposalStep): EncodedCall {
  const { governor, stakes, timelock, token, treasury } = addresses;
  const call = (target: Address, data: Hex, value = 0n): EncodedCall => ({ target, value, data });
  switch (step.type) {
    case 'signal':
      return call(timelock, '0x');
    case 'spend': {
      const args = [assetOf(addresses, step.asset), step.to as Address, BigInt(step.amount)] as const;
      return call(treasury, encodeFunctionData({ abi: abis.treasury, functionName: 'spend', args }));
    }
    case 'spend-reserve': {
      const args = [
        assetOf(addresses, step.asset),
        step.to as Address,
        BigInt(step.amount),
        step.reason,
      ] as const;
      return call(treasury, encodeFunctionData({ abi: abis.treasury, functionName: 'spendReserve', args }));
    }
    case 'raise-reserve': {
      const args = [assetOf(addresses, step.asset), BigInt(step.amount)] as const;
      return call(treasury, encodeFunctionData({ abi: abis.treasury, functionName: 'raiseReserve', args }));
    }
    case 'mint': {
      const args = [step.to as Address, BigInt(step.amount)] as const;
      return call(token, encodeFunctionData({ abi: abis.token, functionName: 'mint', args }));
    }
    case 'slash': {
      const args = [step.account as Address, BigInt(step.amount), step.reason] as const;
      return call(stakes, encodeFunctionData({ abi: abis.stakes, functionName: 'slash', args }));
    }
    case 'set-parameter':
      return step.name === 'unbondingPeriod'
        ? call(
            stakes,
            encodeFunctionData({
              abi: abis.stakes,
              functionName: 'setUnbondingPeriod',
              args: [Number(step.value)],
            }),
          )
        : call(governor, encodeParameter(step.name, step.value));
    case 'call':
      return call(step.target as Address, step.data as Hex, BigInt(step.value));
  }
}

const LABELS = {
  queue: 'Queue',
  execute: 'Execute',
  cancel: 'Veto or withdraw',
  pause: 'Pause',
  unpause: 'End the pause',
} as const;

type GovernorParameter = Exclude<Extract<ProposalStep, { type: 'set-parameter' }>['name'], 'unbondingPeriod'>;

function encodeParameter(name: GovernorParameter, value: string): Hex {
  const abi = abis.governor;
  switch (name) {
    case 'votingDelay':
      return encodeFunctionData({ abi, functionName: 'setVotingDelay', args: [Number(value)] });
    case 'votingPeriod':
      return encodeFunctionData({ abi, functionName: 'setVotingPeriod', args: [Number(value)] });
    case 'expeditedVotingPeriod':
      return encodeFunctionData({ abi, functionName: 'setExpeditedVotingPeriod', args: [Number(value)] });
    case 'proposalThreshold':
      return encodeFunctionData({ abi, functionName: 'setProposalThreshold', args: [BigInt(value)] });
    case 'quorumPercent':
      return encodeFunctionData({ abi, functionName: 'updateQuorumNumerator', args: [BigInt(value)] });
  }
}

function assetOf({ token }: GovernanceAddresses, asset: 'token' | 'coin'): Address {
  return asset === 'token' ? token : zeroAddress;
}

function split(calls: readonly EncodedCall[]): { targets: Address[]; values: bigint[]; datas: Hex[] } {
  return {
    targets: calls.map(({ target }) => target),
    values: calls.map(({ value }) => value),
    datas: calls.map(({ data }) => data),
  };
}

function transaction(label: string, to: Address, data: Hex): PreparedTransaction {
  return { label, to, data, value: '0' };
}
