import type { JsonValue } from '@codexos/protocol/json';
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
    combine: z.enum(combinations).default('list').meta({
      label: 'Give on',
      help: 'All as a list, the first one, all as one text, or an object with the ids of the nodes as names.',
      control: 'select',
    }),
  }),
  ports: {
    in: { inputs: { label: 'Inputs', type: 'any', required: true, many: true } },
    out: { value: { label: 'Value', type: 'any' } },
  },
  cardSettings: ['join', 'combine'],
  isInstant: true,
  join: ({ join, count }) => (join === 'all' ? { type: 'all' } : { type: 'first', count }),
  run({ input, config, sources }) {
    const values = input.inputs;
    const origins = sources('inputs');
    if (config.combine === 'first') {
      return done({ port: 'value', value: values[0] ?? null, citations: [...(origins[0]?.citations ?? [])] });
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
    return done({
      port: 'value',
      value: combine(config.combine, { values: numbered, texts, origins }),
      citations,
    });
  },
});

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
