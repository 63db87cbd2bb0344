import type { RunEvent } from '@codexos/protocol/run-event';
import { isLargeValue } from '@codexos/protocol/large-value';
import { describe, expect, it } from 'vitest';
import { hashOfText, lacksLargeValues, largeTextOf, withoutLargeValues } from './large-values.ts';

const ended = (value: unknown): RunEvent =>
  ({
    type: 'node-end',
    runId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    seq: 3,
    at: 1,
    activationId: 'a@1',
    nodeId: 'a',
    attempt: 1,
    outputs: [
      { port: 'note', value: 'short' },
      { port: 'value', value },
    ],
    durationMs: 1,
  }) as unknown as RunEvent;

describe('long values in events', () => {
  it('stay in their place when they are short', () => {
    const event = ended({ list: [1, 2, 3] });
    expect(withoutLargeValues(event)).toBe(event);
    expect(lacksLargeValues(event)).toBe(false);
  });

  it('give way to a stand-in with their beginning, length and hash', () => {
    const text = 'word '.repeat(10_000);
    const event = ended(text);
    const short = withoutLargeValues(event);
    expect(JSON.stringify(short).length).toBeLessThan(1_700);
    expect(short).toMatchObject({ seq: 3, outputs: [{ value: 'short' }, { port: 'value' }] });
    const value = short.type === 'node-end' ? short.outputs[1]?.value : undefined;
    expect(value !== undefined && isLargeValue(value)).toBe(true);
    expect(value).toMatchObject({
      $large: {
        hash: hashOfText(JSON.stringify(text)),
        length: 50_002,
        isText: true,
        preview: text.slice(0, 1_000),
      },
    });
    expect(lacksLargeValues(short)).toBe(true);
    // The event itself is what the engine goes on with.
    expect(event).toEqual(ended(text));
  });

  it('are long by their JSON, however they are made up', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => index);
    const deep = { a: { b: { c: 'x'.repeat(17_000) } } };
    for (const value of [many, deep, { [`${'k'.repeat(17_000)}`]: 1 }])
      expect(largeTextOf(value)).toBe(JSON.stringify(value));
    expect(largeTextOf({ a: 'x'.repeat(16_000) })).toBeUndefined();
  });

  it('are not cut within a character', () => {
    const short = withoutLargeValues(ended(`x${'\u{1F600}'.repeat(9_000)}`));
    expect(JSON.stringify(short).isWellFormed()).toBe(true);
    expect(JSON.stringify(short)).not.toContain('\\ud83d');
  });
});
