import type { GovernanceParameters } from '@codexos/protocol/governance';
import type { ParameterName } from '@codexos/protocol/governance-action';
import type { ActionFacts, Subject } from '@codexos/protocol/proposal-facts';
import { isAddress, isAddressEqual } from 'viem';
import type { ContractName } from './contract-abis.ts';
import { decodeCall, type DecodedCall } from './decode-call.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import { describeCall } from './describe-call.ts';
import type { EncodedCall } from './encode-action.ts';
import { parameterValues } from './parameter-bounds.ts';

export type ActionDescription = Omit<ActionFacts, 'simulation'>;

/** What a call of a proposal touches, with the figures that a review needs; it is not tried. */
export function describeAction(
  addresses: GovernanceAddresses,
  call: EncodedCall,
  parameters: GovernanceParameters,
): ActionDescription {
  const decoded = decodeCall(addresses, call);
  const { summary } = describeCall(addresses, call);
  const subject = subjectOf(decoded, call);
  return {
    summary,
    subject,
    value: call.value.toString(),
    ...parameterOf(decoded, parameters),
    ...amountsOf(addresses, decoded, subject),
  };
}

const PARAMETERS: Readonly<Record<string, ParameterName>> = {
  setVotingDelay: 'votingDelay',
  setVotingPeriod: 'votingPeriod',
  setExpeditedVotingPeriod: 'expeditedVotingPeriod',
  setProposalThreshold: 'proposalThreshold',
  updateQuorumNumerator: 'quorumPercent',
  setUnbondingPeriod: 'unbondingPeriod',
};

const SUBJECTS: Readonly<Record<ContractName, Readonly<Record<string, Subject>>>> = {
  treasury: {
    spend: 'payment',
    spendReserve: 'reserve',
    raiseReserve: 'treasury',
    acceptAsset: 'treasury',
    book: 'treasury',
  },
  token: { mint: 'mint' },
  stakes: { slash: 'slash', setUnbondingPeriod: 'parameter' },
  governor: {
    setVotingDelay: 'parameter',
    setVotingPeriod: 'parameter',
    setExpeditedVotingPeriod: 'parameter',
    setProposalThreshold: 'parameter',
    updateQuorumNumerator: 'parameter',
    setLateQuorumVoteExtension: 'parameter',
    setProposalGuardian: 'guardian',
  },
  timelock: {},
};

/** On every contract that has them. */
const COMMON_SUBJECTS: Readonly<Record<string, Subject>> = {
  grantRole: 'roles',
  revokeRole: 'roles',
  renounceRole: 'roles',
  pause: 'pause',
  unpause: 'pause',
};

function subjectOf({ contract, functionName }: DecodedCall, { data, value }: EncodedCall): Subject {
  if (contract === undefined) return 'unknown';
  if (data === '0x') return value === 0n ? 'words' : 'treasury';
  if (functionName === undefined) return 'unknown';
  // What is left is known to the contract and meant for nobody's proposal: it may do anything in its name.
  return SUBJECTS[contract][functionName] ?? COMMON_SUBJECTS[functionName] ?? 'control';
}

function parameterOf(
  { functionName, args }: DecodedCall,
  parameters: GovernanceParameters,
): Pick<ActionFacts, 'parameter'> {
  const name = functionName === undefined ? undefined : PARAMETERS[functionName];
  if (name === undefined) return {};
  const { current, minimum, maximum } = parameterValues(parameters)[name];
  return {
    parameter: {
      name,
      from: current.toString(),
      to: String(args[0]?.value),
      ...(minimum === undefined ? {} : { minimum: minimum.toString() }),
      ...(maximum === undefined ? {} : { maximum: maximum.toString() }),
    },
  };
}

function amountsOf(
  addresses: GovernanceAddresses,
  { args }: DecodedCall,
  subject: Subject,
): Pick<ActionFacts, 'payment' | 'tokens'> {
  const text = (name: string): string => String(args.find((argument) => argument.name === name)?.value);
  if (subject === 'payment' || subject === 'reserve')
    return {
      payment: { symbol: symbolOf(addresses, text('asset')), to: text('to'), amount: text('amount') },
    };
  if (subject === 'mint') return { tokens: { account: text('to'), amount: text('amount') } };
  if (subject === 'slash') return { tokens: { account: text('account'), amount: text('amount') } };
  return {};
}

/** Of an asset that the treasury may hold; its address when it is another token. */
export function symbolOf({ token }: GovernanceAddresses, asset: string): string {
  if (!isAddress(asset)) return asset;
  if (isAddressEqual(asset, token)) return 'CDX';
  return /^0x0{40}$/.test(asset) ? 'ETH' : asset;
}
