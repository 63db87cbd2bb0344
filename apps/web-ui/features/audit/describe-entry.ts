import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import type { GovernanceAction } from '@codexos/protocol/governance-action';
import { formatUnits } from '@/features/governance/units';
import { formatCount } from '@/lib/format';

type Described = Pick<AuditEntry, 'action' | 'details' | 'target'>;

const GOVERNANCE_WORDS: Readonly<Record<GovernanceAction['type'], string>> = {
  stake: 'Stake',
  'request-unstake': 'Request unstaking',
  withdraw: 'Withdraw stake',
  delegate: 'Delegate votes',
  propose: 'Make proposal',
  vote: 'Vote',
  queue: 'Queue proposal',
  execute: 'Execute proposal',
  cancel: 'Cancel proposal',
  pause: 'Pause contract',
  unpause: 'Unpause contract',
};

/** What was done, as people read it: `createApiToken` is `Create API token`. */
export function describeAction({ action, details }: Described): string {
  if (action === 'submitGovernanceAction' && isGovernanceType(details.type))
    return GOVERNANCE_WORDS[details.type];
  const words = action
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\bapi\b/g, 'API')
    .replace(/\bsdl\b/g, 'SDL');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who did it, by name where there is one. */
export function describeActor({ type, id, name }: AuditEntry['actor']): string {
  if (name !== undefined) return name;
  if (type === 'share-link') return `Share link …${id.slice(-6)}`;
  return type === 'system' ? 'The operator' : id;
}

/** What it was done to: its name where one is known, else how much, else its id. */
export function describeTarget({ details, target }: Described): string {
  const { name, title, amount, seconds, thing } = details;
  for (const word of [name, title]) if (typeof word === 'string') return word;
  if (typeof amount === 'string' && /^\d+$/.test(amount)) return `${formatUnits(amount)} CDX`;
  if (typeof seconds === 'number') return `Local chain, ${formatSpan(seconds)}`;
  return typeof thing === 'string' && target !== undefined ? `${thing} ${target}` : (target ?? '');
}

function isGovernanceType(type: unknown): type is GovernanceAction['type'] {
  return typeof type === 'string' && Object.hasOwn(GOVERNANCE_WORDS, type);
}

function formatSpan(seconds: number): string {
  if (seconds % 3_600 === 0) return `${formatCount(seconds / 3_600, 'hour')} forward`;
  return `${formatCount(Math.round(seconds / 60), 'minute')} forward`;
}
