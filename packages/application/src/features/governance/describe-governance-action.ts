import type { GovernanceAction } from '@codexos/protocol/governance-action';
import type { JsonObject } from '@codexos/protocol/json';

/** What the audit log keeps of an action: which it was and how much, not the words of it. */
export function describeGovernanceAction(action: GovernanceAction): JsonObject {
  const { type } = action;
  switch (type) {
    case 'stake':
    case 'request-unstake':
      return { type, amount: action.amount };
    case 'delegate':
      return { type, to: action.to };
    case 'propose':
      return { type, title: action.title, category: action.category, track: action.track };
    case 'vote':
      return { type, support: action.support, isOverride: action.isOverride };
    case 'pause':
    case 'unpause':
      return { type, contract: action.contract };
    case 'withdraw':
    case 'queue':
    case 'execute':
    case 'cancel':
      return { type };
  }
}
