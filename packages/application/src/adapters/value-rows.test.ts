import type { ActivationId, NodeId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import { NO_USAGE } from '@codexos/protocol/model';
import type { RunEventBody } from '@codexos/protocol/run-event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createValueReader,
  hashesIn,
  putBackValues,
  recentOf,
  remember,
  takeOutValues,
  type RecentTexts,
  type StoredBody,
  type ValueRow,
} from './value-rows.ts';

const ended = (value: JsonValue, text = ''): RunEventBody[] => [
  {
    type: 'node-end',
    activationId: 'a@1' as ActivationId,
    nodeId: 'a' as NodeId,
    attempt: 1,
    outputs: [
      { port: 'short', value: 'short' },
      { port: 'value', value },
    ],
    durationMs: 1,
  },
  ...(text === ''
    ? []
    : [
        {
          type: 'model-call' as const,
          activationId: 'a@1' as ActivationId,
          nodeId: 'a' as NodeId,
          call: 0,
          model: 'm',
          text,
          toolCalls: [],
          usage: NO_USAGE,
          durationMs: 1,
        },
      ]),
];

/** A store of rows in memory, as a journal uses it for one run. */
function createStore() {
  const rows = new Map<string, ValueRow>();
  const stored: StoredBody[] = [];
  let recent: RecentTexts = new Map();
  return {
    stored,
    append(bodies: readonly RunEventBody[]): { rowLength: number; bodyLength: number } {
      const group = takeOutValues(bodies, recent);
      for (const row of group.rows) if (!rows.has(row.hash)) rows.set(row.hash, row);
      stored.push(...group.bodies);
      remember(recent, group.texts);
      return {
        rowLength: group.rows.reduce((sum, { body }) => sum + body.length, 0),
        bodyLength: group.bodies.reduce(
          (sum, { body, places }) => sum + body.length + (places ?? '').length,
          0,
        ),
      };
    },
    reopen(): void {
      recent = recentOf(hashesIn(stored), [...rows.values()]);
    },
    read: (): RunEventBody[] => {
      const reader = createValueReader([...rows.values()]);
      return stored.map((body) => putBackValues(body, reader));
    },
    rowCount: () => rows.size,
    recentCount: () => recent.size,
  };
}

const state = (step: number): JsonValue => ({
  step,
  notes: Array.from({ length: 500 }, (_, index) => `note ${index} ${'x'.repeat(90)}`),
  log: Array.from({ length: step }, (_, index) => `step ${index}`),
});

describe('long values of a journal', () => {
  it('leaves short events alone', () => {
    const store = createStore();
    store.append(ended({ text: 'short' }));
    expect(store.stored[0]?.places).toBeNull();
    expect(store.rowCount()).toBe(0);
  });

  it('stores a value once however often it comes', () => {
    const store = createStore();
    for (let time = 0; time < 5; time++) store.append(ended(state(1)));
    expect(store.rowCount()).toBe(1);
    expect(store.read()).toEqual(Array.from({ length: 5 }, () => ended(state(1))[0]));
  });

  it('stores the text of a model and the same text as a value once', () => {
    const store = createStore();
    const text = 'word '.repeat(9_000);
    store.append(ended(text, text));
    expect(store.rowCount()).toBe(1);
    expect(store.read()).toEqual(ended(text, text));
  });

  it('costs at most 1 kB and the change per step with a state of 50 kB', () => {
    const store = createStore();
    store.append(ended(state(0)));
    // The counter at the beginning and the log at the end change, and 50 kB of notes lie between.
    for (let step = 1; step < 200; step++) {
      const { rowLength, bodyLength } = store.append(ended(state(step)));
      expect(rowLength + bodyLength).toBeLessThan(1_000);
    }
    expect(store.read().at(-1)).toEqual(ended(state(199))[0]);
  });

  it('keeps only a few values in mind, and goes on with them after it is opened again', () => {
    const store = createStore();
    for (let step = 0; step < 30; step++) store.append(ended(state(step)));
    expect(store.recentCount()).toBeLessThanOrEqual(8);
    store.reopen();
    expect(store.append(ended(state(29))).rowLength).toBe(0);
  });

  it('gives back every value exactly', () => {
    const letter = fc.constantFrom(
      'a',
      'b',
      '"',
      '\\',
      '\u0000',
      '\u{1F600}',
      '\u{1F601}',
      '\uD83D',
      'é',
      '\n',
    );
    const piece = fc.array(letter, { maxLength: 40 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, piece, piece), { minLength: 1, maxLength: 12 }), (pieces) => {
        const store = createStore();
        const values = pieces.map(
          ([first, second, third]) =>
            `${first}${'a\u{1F600}'.repeat(6_000)}${second}${'b'.repeat(6_000)}${third}`,
        );
        for (const [index, value] of values.entries()) {
          store.append(ended(value));
          if (index % 5 === 4) store.reopen();
        }
        expect(store.read()).toEqual(values.map((value) => ended(value)[0]));
      }),
      { numRuns: 60 },
    );
  });

  it('says so when a value is not there', () => {
    const reader = createValueReader([]);
    expect(() => reader.value('0'.repeat(64))).toThrow(/not stored/);
  });
});
