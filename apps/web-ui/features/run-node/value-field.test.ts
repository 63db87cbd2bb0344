import { describe, expect, it } from 'vitest';
import { fieldText, readField } from './value-field';

const any = { type: 'any', many: false } as const;
const text = { type: 'text', many: false } as const;
const json = { type: 'json', many: false } as const;

describe('a value in a field', () => {
  it.each([
    ...['go', '5', '{"a":1}', 'true', 'two\nlines', 5, null, true, [1], { a: 'x' }].map(
      (value) => [any, value] as const,
    ),
    ...['go', '5', '{'].map((value) => [text, value] as const),
    ...['go', 7, { a: 1 }].map((value) => [json, value] as const),
  ])('is the same again when it is read, for %j', (port, value) => {
    expect(readField(fieldText(value, port), port)).toMatchObject({ isGiven: true, value });
  });

  it('is text or JSON where both may be meant, and says which', () => {
    expect(readField('Where is it?', any)).toMatchObject({ as: 'text' });
    expect(readField('[1, 2]', any)).toEqual({ isGiven: true, value: [1, 2], as: 'JSON' });
  });

  it('is a problem where it has to be JSON and is not, and nothing where it is empty', () => {
    expect(readField('[1, ', json)).toHaveProperty('problem');
    expect(readField('one', { type: 'any', many: true })).toHaveProperty('problem');
    expect(readField('  ', text)).toEqual({ isGiven: false });
  });
});
