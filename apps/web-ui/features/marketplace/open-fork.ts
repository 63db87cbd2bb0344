import type { Fork } from '@codexos/protocol/contracts/marketplace.contract';

/** Where a fork is looked at and changed. */
export function openFork({ kind, id }: Pick<Fork, 'kind' | 'id'>): string {
  return `/${kind}s/${id}`;
}
