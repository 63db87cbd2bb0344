import type { AgentConfig } from '@codexos/protocol/agent';
import { formatDuration, formatMicroUsd } from '@/lib/format';
import { modelName } from './model-name';

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

type Field = readonly [label: string, words: (config: AgentConfig) => string];

/** Every field but the instructions, in which two versions differ, in words. */
export function compareAgents(
  before: AgentConfig,
  after: AgentConfig,
  nameOf: (id: string) => string,
): FieldChange[] {
  const list = (values: readonly string[]): string => (values.length === 0 ? 'none' : values.join(', '));
  const fields: readonly Field[] = [
    ['Mode', ({ mode }) => mode],
    ['Model', ({ model }) => modelName(model)],
    ['Stand-ins', ({ fallbackModels }) => list(fallbackModels.map(modelName))],
    ['Tools', ({ tools }) => list(tools)],
    ['Knowledge', ({ knowledge }) => list(knowledge.map(nameOf))],
    ['Sub-agents', ({ subAgents }) => list(subAgents.map(nameOf))],
    ['Memory', ({ memory }) => memory.scope],
    ['Memory entries', ({ memory }) => memory.maxEntries.toLocaleString('en')],
    ['Length of an entry', ({ memory }) => `${memory.maxEntryLength.toLocaleString('en')} characters`],
    ['Steps', ({ limits }) => limits.maxSteps.toLocaleString('en')],
    ['Time', ({ limits }) => formatDuration(limits.maxDurationMs)],
    ['Tokens', ({ limits }) => limits.maxTokens.toLocaleString('en')],
    ['Cost', ({ limits }) => formatMicroUsd(limits.maxMicroUsd)],
    ['Rounds of reflection', ({ reflectionRounds }) => String(reflectionRounds)],
  ];
  return fields
    .map(([field, words]) => ({ field, before: words(before), after: words(after) }))
    .filter((change) => change.before !== change.after);
}

export interface LineChange {
  type: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many pairs of lines the changed part is shown as replaced, in place of a long search. */
const MAX_PAIRS = 4_000_000;

/** The lines of two texts, with what was taken out and put in; the longest common lines stay. */
export function compareLines(before: string, after: string): LineChange[] {
  const left = before === '' ? [] : before.split('\n');
  const right = after === '' ? [] : after.split('\n');
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const same = (text: string): LineChange => ({ type: 'same', text });
  return [
    ...left.slice(0, start).map(same),
    ...compareMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map(same),
  ];
}

function compareMiddle(left: readonly string[], right: readonly string[]): LineChange[] {
  const removed = (text: string): LineChange => ({ type: 'removed', text });
  const added = (text: string): LineChange => ({ type: 'added', text });
  if (left.length * right.length > MAX_PAIRS || left.length === 0 || right.length === 0)
    return [...left.map(removed), ...right.map(added)];
  const width = right.length + 1;
  // For each pair of places, how many lines the rests have in common.
  const common = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      common[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const changes: LineChange[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const [one = '', other = ''] = [left[row], right[column]];
    const isInBoth = row < left.length && column < right.length;
    if (isInBoth && one === other) {
      changes.push({ type: 'same', text: one });
      row++;
      column++;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      changes.push(removed(one));
      row++;
    } else {
      changes.push(added(other));
      column++;
    }
  }
  return changes;
}
