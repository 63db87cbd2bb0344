import type { Citation, Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import type { Plan } from '@codexos/protocol/plan';

/** A value that a node puts on one of its out-ports. */
export interface PortOutput<TPort extends string = string> {
  port: TPort;
  /** Passages and plans are JSON too, although their optional properties keep TypeScript from seeing it. */
  value: JsonValue | readonly Passage[] | Plan;
  /** What the value rests on; the citations of the node's inputs when absent. */
  citations?: Citation[];
}

/** The node is finished. Out-ports without a value are dead: nothing will ever come from them. */
export interface Done<TPort extends string = string> {
  status: 'done';
  outputs: readonly PortOutput<TPort>[];
}

/** The node waits for a person. It runs again, with the answer in its context, once there is one. */
export interface Paused {
  status: 'paused';
  reason: string;
  question?: JsonValue;
}

export type Outcome<TPort extends string = string> = Done<TPort> | Paused;

/** The node is finished, with a value on one out-port, on several, or on none. */
export function done<const TOutputs extends PortOutput | readonly PortOutput[]>(
  outputs: TOutputs,
): Done<PortOf<TOutputs>> {
  const list: readonly PortOutput[] = isList<PortOutput>(outputs) ? outputs : [outputs];
  return { status: 'done', outputs: list as Done<PortOf<TOutputs>>['outputs'] };
}

type PortOf<TOutputs> = TOutputs extends readonly PortOutput[]
  ? TOutputs[number]['port']
  : TOutputs extends PortOutput
    ? TOutputs['port']
    : never;

export function paused({ reason, question }: { reason: string; question?: JsonValue }): Paused {
  return question === undefined ? { status: 'paused', reason } : { status: 'paused', reason, question };
}

// Array.isArray does not narrow readonly arrays.
function isList<TItem>(value: TItem | readonly TItem[]): value is readonly TItem[] {
  return Array.isArray(value);
}
