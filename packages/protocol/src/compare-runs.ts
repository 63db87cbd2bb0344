/**
 * Two runs beside each other. The id of an activation says which node ran in which turn of which loop, and is the same
 * in every run, so steps of the two are paired by it; times, usage and ids of runs are no differences.
 */
import type { ActivationCall, ActivationView } from './activation-view.ts';
import type { JsonValue } from './json.ts';
import type { RunView } from './run-view.ts';

/** In what a step of one run differs from the same step of the other. */
export type StepDifference = 'status' | 'input' | 'calls' | 'output' | 'error';

/** One step; a side is absent where that run did not come to it. */
export interface StepPair {
  activationId: string;
  nodeId: string;
  left: ActivationView | undefined;
  right: ActivationView | undefined;
  /** Empty also where a side is absent. */
  differences: readonly StepDifference[];
}

export interface RunComparison {
  /** In the order of the left run; what only the right one did stands where it did it. */
  steps: readonly StepPair[];
  /** Those that differ, or that only one of the runs came to, in the same order. */
  different: readonly StepPair[];
}

/** A value under its port on both sides; a side is absent where there is none. */
export interface PortPair {
  port: string;
  left: JsonValue | undefined;
  right: JsonValue | undefined;
  isSame: boolean;
}

export function compareRuns(left: RunView, right: RunView): RunComparison {
  const steps = alignedIds(left, right).flatMap((id) => {
    const pair = pairOf(left.activations.get(id), right.activations.get(id));
    return pair ? [pair] : [];
  });
  return { steps, different: steps.filter(isDifferent) };
}

export function isDifferent({ left, right, differences }: StepPair): boolean {
  return left === undefined || right === undefined || differences.length > 0;
}

export function inputPairs({ left, right }: Pick<StepPair, 'left' | 'right'>): PortPair[] {
  return toPairs(left?.input ?? {}, right?.input ?? {});
}

export function outputPairs({ left, right }: Pick<StepPair, 'left' | 'right'>): PortPair[] {
  return toPairs(outputsOf(left), outputsOf(right));
}

/** Equal as JSON: the order of names does not count. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const others = new Map(Object.entries(right));
  const own = Object.entries(left);
  return (
    own.length === others.size &&
    own.every(([name, value]) => others.has(name) && isSameJson(value, others.get(name)))
  );
}

function alignedIds(left: RunView, right: RunView): string[] {
  /** What only the right run did, by the step of both after which it did it. */
  const added = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const id of right.activations.keys()) {
    if (left.activations.has(id)) anchor = id;
    else added.set(anchor, [...(added.get(anchor) ?? []), id]);
  }
  const ids = [...(added.get(undefined) ?? [])];
  for (const id of left.activations.keys()) ids.push(id, ...(added.get(id) ?? []));
  return ids;
}

function pairOf(left: ActivationView | undefined, right: ActivationView | undefined): StepPair | undefined {
  const known = left ?? right;
  if (!known) return undefined;
  const { activationId, nodeId } = known;
  const differences = left && right ? differencesOf(left, right) : [];
  return { activationId, nodeId, left, right, differences };
}

function differencesOf(left: ActivationView, right: ActivationView): StepDifference[] {
  const isSame: Record<StepDifference, boolean> = {
    status: left.status === right.status,
    input: isSameJson(left.input, right.input),
    calls: isSameJson(left.calls.map(essenceOf), right.calls.map(essenceOf)),
    output: isSameJson(outputsOf(left), outputsOf(right)),
    error: left.error?.code === right.error?.code && left.error?.message === right.error?.message,
  };
  return (['status', 'input', 'calls', 'output', 'error'] as const).filter((name) => !isSame[name]);
}

/** What a call asked and got, without when, how long and at what price. */
function essenceOf(call: ActivationCall): unknown {
  switch (call.type) {
    case 'tool':
      return ['tool', call.tool, call.input, call.output ?? null, call.error?.message ?? null];
    case 'model':
      return ['model', call.model, call.text, call.toolCallCount];
    case 'retrieval':
      return ['retrieval', call.knowledge, call.query, call.passages];
    case 'memory':
      return ['memory', call.key, call.value];
    case 'child-run':
      return ['child-run', call.name ?? null, call.goal ?? null, call.status];
  }
}

function outputsOf(activation: ActivationView | undefined): Record<string, JsonValue> {
  return Object.fromEntries((activation?.outputs ?? []).map(({ port, value }) => [port, value]));
}

function toPairs(left: Record<string, JsonValue>, right: Record<string, JsonValue>): PortPair[] {
  const ports = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return ports.map((port) => ({
    port,
    left: left[port],
    right: right[port],
    isSame: isSameJson(left[port], right[port]),
  }));
}
