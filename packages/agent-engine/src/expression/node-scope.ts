import type { JsonValue } from '@codexos/protocol/json';
import type { NodeContext } from '../node-context.ts';

/** Variables that every expression of a node may use. */
export const NODE_VARIABLES = ['input', 'run', 'turn'] as const;

/** Their values. What did not arrive is null; outside of loops the turn is 0. */
export function nodeScope(
  context: Pick<NodeContext, 'runInput' | 'loop'>,
  input: JsonValue | undefined,
): Record<(typeof NODE_VARIABLES)[number], unknown> {
  return { input: input ?? null, run: { input: context.runInput }, turn: context.loop?.turn ?? 0 };
}
