import type { Branch } from '@codexos/protocol/run-event';
import type { ActivationView, RunView } from '@codexos/protocol/run-view';

export type BranchState = 'arrived' | 'late' | 'missing' | 'skipped' | 'waiting';

/** What became of one way into a node, as the run stands. */
export function branchStateOf(
  from: Branch,
  { join, path }: Pick<ActivationView, 'join' | 'path'>,
  { activations, endedAt }: Pick<RunView, 'activations' | 'endedAt'>,
): BranchState {
  const isOneOf = (branches: readonly Branch[] | undefined): boolean =>
    branches?.some(({ node, port }) => node === from.node && port === from.port) ?? false;
  if (isOneOf(join?.late)) return 'late';
  if (isOneOf(join?.missing)) return 'missing';
  const source = sourceOf(from.node, path, activations);
  if (source?.outputs.some(({ port }) => port === from.port)) return 'arrived';
  const isOver = source ? source.status === 'completed' || source.status === 'failed' : endedAt !== undefined;
  return isOver ? 'skipped' : 'waiting';
}

/** The latest time that a node ran in the same turn, or in one around it. */
function sourceOf(
  nodeId: string,
  path: ActivationView['path'],
  activations: RunView['activations'],
): ActivationView | undefined {
  let found: ActivationView | undefined;
  for (const activation of activations.values()) {
    if (activation.nodeId !== nodeId) continue;
    const isAround = activation.path.every(
      ({ node, turn }, index) => path[index]?.node !== node || path[index].turn === turn,
    );
    if (isAround) found = activation;
  }
  return found;
}
