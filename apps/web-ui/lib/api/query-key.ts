import type { Contract } from '@codexos/protocol/contract';

/** `[tag, name, request]`: invalidating `[tag]` refreshes everything of a resource. */
export function queryKey(
  contract: Pick<Contract, 'tag' | 'name'>,
  request: unknown = {},
): readonly unknown[] {
  return [contract.tag, contract.name, request];
}
