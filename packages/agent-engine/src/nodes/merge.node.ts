import type { JsonValue } from '@codexos/protocol/json';
import type { Branch } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import { defineNode } from '../define-node.ts';
import { valueToText } from '../expression/template.ts';
import type { InputSource } from '../node-context.ts';
import { done } from '../outcome.ts';

const combinations = ['list', 'first', 'text', 'object'] as const;
type Combination = (typeof combinations)[number];

/** Brings several ways together. */
export const mergeNode = defineNode({
  kind: 'merge',
  version: 1,
  meta: { label: 'Merge', group: 'logic', icon: 'merge', summary: 'Brings several values together' },
  config: z.object({
    join: z.enum(['all', 'any']).default('all').meta({
      label: 'Wait for',
      help: 'All ways that are still open, or any of them: the first values are then enough.',
      control: 'select',
    }),
    count: z.int().min(1).max(100).default(1).meta({
      label: 'How many',
      help: 'With “any”: how many values are enough.',
      control: 'number',
    }),
    waitSeconds: z.number().min(0).max(31_536_000).default(0).meta({
      label: 'Wait at most (seconds)',
      help: 'Counted from the first value. Then it goes on with what has come. 0 waits for ever.',
      control: 'number',
    }),
    whenTimeIsUp: z.enum(['go-on', 'fail']).default('go-on').meta({
      label: 'When time is up',
      help: 'Go on: the values that have come, and on Time-out the ways that are missing. Fail: the node fails and names them.',
      control: 'select',
    }),
    combine: z.enum(combinations).default('list').meta({
      label: 'Give on',
      help: 'All as a list, the first one, all as one text, or an object with the ids of the nodes as names.',
      control: 'select',
    }),
  }),
  ports: {
    in: { inputs: { label: 'Inputs', type: 'any', required: true, many: true } },
    out: { value: { label: 'Value', type: 'any' }, timeout: { label: 'Time-out', type: 'json' } },
  },
  cardSettings: ['join', 'combine'],
  isInstant: true,
  join: ({ join, count, waitSeconds }) => ({
    ...(join === 'all' ? { type: 'all' as const } : { type: 'first' as const, count }),
    ...(waitSeconds === 0 ? {} : { limitMs: waitSeconds * 1_000 }),
  }),
  run({ input, config, label, sources, missing, isTimeUp }) {
    const values = input.inputs;
    const origins = sources('inputs');
    if (isTimeUp && config.whenTimeIsUp === 'fail') throw timeIsUp(label, config.waitSeconds, missing());
    const late = isTimeUp
      ? [
          {
            port: 'timeout' as const,
            value: {
              arrived: origins.map(({ nodeId }) => nodeId),
              missing: missing().map(({ node }) => node),
            },
            citations: [],
          },
        ]
      : [];
    if (config.combine === 'first') {
      const first = { port: 'value' as const, value: values[0] ?? null };
      return done([{ ...first, citations: [...(origins[0]?.citations ?? [])] }, ...late]);
    }
    // The markers of each text count through its own citations; after the merge they count through one list.
    const { texts, citations } = joinCitedTexts(
      values.map((value, index) => ({
        text: typeof value === 'string' || config.combine === 'text' ? valueToText(value) : '',
        citations: origins[index]?.citations ?? [],
      })),
    );
    const numbered = values.map((value, index) =>
      typeof value === 'string' ? (texts[index] ?? value) : value,
    );
    const value = combine(config.combine, { values: numbered, texts, origins });
    return done([{ port: 'value', value, citations }, ...late]);
  },
});

function timeIsUp(label: string, waitSeconds: number, missing: readonly Branch[]): CodexError {
  const names = missing.map(({ node }) => `“${node}”`).join(', ');
  return new CodexError({
    code: 'LIMIT_REACHED',
    message: `“${label}” has waited ${waitSeconds} seconds, and nothing has come from ${names}.`,
    hint: 'Raise the limit, or let it go on with what has come.',
    details: { limit: 'join' },
  });
}

interface CombineOptions {
  values: JsonValue[];
  texts: string[];
  origins: readonly InputSource[];
}

function combine(
  combination: Exclude<Combination, 'first'>,
  { values, texts, origins }: CombineOptions,
): JsonValue {
  switch (combination) {
    case 'list':
      return values;
    case 'text':
      return texts.filter((text) => text !== '').join('\n\n');
    case 'object':
      return Object.fromEntries(values.map((value, index) => [nameOf(origins, index), value]));
  }
}

// Two ports of one node would have the same name; the port then tells them apart.
function nameOf(origins: readonly InputSource[], index: number): string {
  const origin = origins[index];
  if (!origin) return String(index);
  const isShared = origins.some((other, position) => position !== index && other.nodeId === origin.nodeId);
  return isShared ? `${origin.nodeId}_${origin.port}` : origin.nodeId;
}
