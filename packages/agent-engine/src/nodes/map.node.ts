import type { JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';

/** Does what hangs between its item and its result port once for each item of a list, several at the same time. */
export const mapNode = defineNode({
  kind: 'map',
  version: 1,
  meta: {
    label: 'For each',
    group: 'logic',
    icon: 'list-checks',
    summary: 'Repeats nodes for each item of a list',
  },
  config: z.object({
    concurrency: z.int().min(1).max(100).default(4).meta({
      label: 'At the same time',
      help: 'How many items are worked on at once.',
      control: 'number',
    }),
    maxItems: z.int().min(1).max(10_000).default(100).meta({
      label: 'Items at most',
      help: 'A longer list fails the node, before anything is done.',
      control: 'number',
    }),
  }),
  ports: {
    in: {
      list: { label: 'List', type: 'any', required: true },
      result: { label: 'Result', type: 'any', required: true },
    },
    out: { item: { label: 'Item', type: 'any' }, done: { label: 'Results', type: 'any' } },
  },
  cardSettings: ['concurrency', 'maxItems'],
  isInstant: true,
  loop: { body: 'item', back: 'result' },
  each: ({ concurrency }) => ({ concurrency }),
  run({ input, config, label, sources }) {
    // Only the first activation has the list; the one after the last item has what the items brought back.
    const list: JsonValue | undefined = input.list;
    if (list !== undefined) {
      const items = itemsOf(list, label);
      if (items.length > config.maxItems) throw tooLong(items.length, config.maxItems, label);
      return done({ port: 'item', value: items });
    }
    const results = input.result as JsonValue[];
    const origins = sources('result');
    const { texts, citations } = joinCitedTexts(
      results.map((value, index) => ({
        text: typeof value === 'string' ? value : '',
        citations: origins[index]?.citations ?? [],
      })),
    );
    const value = results.map((result, index) =>
      typeof result === 'string' ? (texts[index] ?? result) : result,
    );
    return done({ port: 'done', value, citations });
  },
});

/** A list, or a text that holds one as JSON. */
function itemsOf(value: JsonValue, label: string): JsonValue[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed)) return parsed as JsonValue[];
    } catch (cause) {
      throw noList(label, cause);
    }
  }
  throw noList(label);
}

function noList(label: string, cause?: unknown): CodexError {
  return new CodexError({
    code: 'NODE_FAILED',
    message: `“${label}” got no list.`,
    hint: 'Give it a list, for example from an expression such as input.items or from a model that answers in JSON.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function tooLong(length: number, most: number, label: string): CodexError {
  return new CodexError({
    code: 'LIMIT_REACHED',
    message: `“${label}” got ${length} items and takes ${most} at most.`,
    hint: 'Make the list shorter, or raise “Items at most”.',
    details: { limit: 'items' },
  });
}
