import { describe, expect, it } from 'vitest';
import {
  BLANK_DRAFT,
  BLANK_INPUT,
  splitAddress,
  toDocument,
  toDraft,
  toToolName,
  type ToolDraft,
} from './tool-draft';

const draft: ToolDraft = {
  ...BLANK_DRAFT,
  name: 'add-item',
  label: ' Add an item ',
  effect: 'write',
  method: 'POST',
  url: 'https://api.example.com/items',
  inputs: [
    { ...BLANK_INPUT, name: 'title' },
    { ...BLANK_INPUT, name: 'size', type: 'choice', options: 'small\n large \n', defaultValue: 'small' },
    { ...BLANK_INPUT, name: 'count', type: 'integer', isRequired: false, defaultValue: '3' },
  ],
  headers: [
    { name: 'authorization', value: 'Bearer secret:TOKEN' },
    { name: '', value: '' },
  ],
  body: '{"title": "{{ input.title }}"}',
  answer: 'expression',
  expression: 'body.id',
};

describe('a draft of a tool', () => {
  it('becomes a document and back', () => {
    const { document, problems } = toDocument(draft);
    expect(problems).toEqual([]);
    expect(document).toMatchObject({
      label: 'Add an item',
      inputs: [
        { name: 'title', type: 'text', isRequired: true },
        { name: 'size', options: ['small', 'large'], defaultValue: 'small' },
        { name: 'count', defaultValue: 3 },
      ],
      request: { headers: [{ name: 'authorization' }], body: { title: '{{ input.title }}' } },
      answer: { type: 'expression', expression: 'body.id' },
    });
    if (!document) throw new Error('There is a document.');
    expect(toDocument(toDraft(document)).document).toEqual(document);
  });

  it('says where it is not right yet', () => {
    const pathsOf = (change: Partial<ToolDraft>) =>
      toDocument({ ...draft, ...change }).problems.map(({ path }) => path);
    expect(pathsOf({ body: '{' })).toEqual(['request.body']);
    expect(pathsOf({ effect: 'read' })).toEqual(['effect']);
    expect(pathsOf({ url: 'https://' })).toEqual(['request.url']);
    expect(pathsOf({ inputs: [{ ...BLANK_INPUT, name: 'n', type: 'integer', defaultValue: 'x' }] })).toEqual([
      'inputs.0.defaultValue',
    ]);
  });

  it('says it in sentences', () => {
    const messageOf = (change: Partial<ToolDraft>) =>
      toDocument({ ...draft, ...change }).problems[0]?.message;
    expect(messageOf({ name: 'A b' })).toBe(
      'The name must start with a letter and hold lower-case letters, digits and single hyphens.',
    );
    expect(messageOf({ expression: '' })).toBe('The expression must not be empty.');
    expect(messageOf({ url: 'https://a.example/{{ x' })).toBe(
      'The address opens “{{” at character 19 and does not close it.',
    );
  });

  it('leaves the body of a GET out', () => {
    const { document } = toDocument({ ...draft, method: 'GET', effect: 'read', body: 'not JSON' });
    expect(document?.request.body).toBeUndefined();
  });
});

it('takes the query of a pasted address apart', () => {
  expect(splitAddress('https://a.example/x?q=1&r=a%20b#top')).toEqual({
    url: 'https://a.example/x',
    query: [
      { name: 'q', value: '1' },
      { name: 'r', value: 'a b' },
    ],
  });
  expect(splitAddress('https://a.example/{{ input.a ? 1 : 2 }}').query).toEqual([]);
  expect(splitAddress('https://a.example/{{ input.a }}?b={{ input.b }}&c=50%')).toEqual({
    url: 'https://a.example/{{ input.a }}',
    query: [
      { name: 'b', value: '{{ input.b }}' },
      { name: 'c', value: '50%' },
    ],
  });
});

it('makes a name of a label', () => {
  expect(toToolName('3 Größte Städte!')).toBe('gro-te-stadte');
});
