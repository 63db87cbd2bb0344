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

/**
 * The node waits, for a person or until a time. It runs again, with the answer in its context, once there is one, or
 * without one when the time has come.
 */
export interface Paused {
  status: 'paused';
  reason: string;
  question?: JsonValue;
  /** Epoch ms. */
  until?: number;
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

export function paused({ reason, question, until }: Omit<Paused, 'status'>): Paused {
  return {
    status: 'paused',
    reason,
    ...(question === undefined ? {} : { question }),
    ...(until === undefined ? {} : { until }),
  };
}

// Array.isArray does not narrow readonly arrays.
function isList<TItem>(value: TItem | readonly TItem[]): value is readonly TItem[] {
  return Array.isArray(value);
}
