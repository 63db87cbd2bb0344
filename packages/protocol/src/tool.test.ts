import { describe, expect, it } from 'vitest';
import { toolDocumentSchema } from './tool.ts';
import { callSchemaOf, toolInputFieldSchema } from './tool-input.ts';
import { findUrlProblem, toolHostOf } from './tool-url.ts';

function problemsOf(change: object): string[] {
  const parsed = toolDocumentSchema.safeParse({
    name: 'look-up',
    label: 'Look up',
    request: { method: 'GET', url: 'https://api.example.com/' },
    effect: 'read',
    ...change,
  });
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a tool document', () => {
  it('needs little', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    [{ name: 'Look Up' }, 'name: must start with a letter'],
    [{ name: 'a' }, 'name: '],
    [{ effect: 'read', request: { method: 'DELETE', url: 'https://a.example/' } }, 'effect: a DELETE'],
    [{ request: { method: 'GET', url: 'https://a.example/', body: {} } }, 'request.body: a GET has no body'],
    [
      { request: { method: 'GET', url: 'https://a.example/', headers: [{ name: 'Host', value: 'b' }] } },
      'request.headers.0.name: is set by the connection',
    ],
    [
      { request: { method: 'GET', url: 'https://a.example/', headers: [{ name: 'a b', value: 'b' }] } },
      'request.headers.0.name: must be the name of a header',
    ],
    [
      {
        inputs: [
          { name: 'a', type: 'text' },
          { name: 'a', type: 'text' },
        ],
      },
      'inputs.1.name: a is there twice',
    ],
    [{ inputs: [{ name: 'a-b', type: 'text' }] }, 'inputs.0.name: must start with a letter'],
    [{ inputs: [{ name: 'a', type: 'choice' }] }, 'inputs.0.options: a choice needs values'],
    [{ inputs: [{ name: 'a', type: 'integer', defaultValue: 'x' }] }, 'inputs.0.defaultValue: does not fit'],
    [{ code: 'process.exit()' }, ': Unrecognized key'],
  ])('is refused with %j', (change, problem) => {
    expect(problemsOf(change)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('the address of a tool', () => {
  it.each([
    'https://api.example.com',
    'https://api.example.com:8443/v1/{{ input.id }}/x',
    'https://x/{{ "a?b#c" }}',
    'http://127.0.0.1:80/',
    'http://[::1]:3/',
  ])('may be %s', (url) => {
    expect(findUrlProblem(url)).toBeNull();
  });

  it.each([
    'ftp://x/',
    '//x/',
    'https:///x',
    'https://{{ input.host }}/',
    'https://{{ input.host }}.example.com/',
    'https://api.example.com{{ input.rest }}',
    'https://api.example.com:{{ input.port }}/',
    'https://user:password@example.com/',
    'https://example.com@evil.example/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://exa mple.com/',
    'https://x\\y.com/',
    'https://x.com:99999/',
    'https://x/a?b=c',
    'https://x/a#b',
    'https://x/../b',
    'https://x/%2E%2e/b',
    'https://x/secret:TOKEN',
    'https://x/{{ input.a',
  ])('may not be %s', (url) => {
    expect(findUrlProblem(url)).toEqual(expect.any(String));
  });

  it('names its host, with the port where there is one', () => {
    expect(toolHostOf('https://API.example.com/x')).toBe('api.example.com');
    expect(toolHostOf('http://127.0.0.1:8080/x')).toBe('127.0.0.1:8080');
    expect(toolHostOf('https://[::1]/x')).toBe('[::1]');
    expect(toolHostOf('mailto:x')).toBeNull();
  });
});

it('checks the values of a call and fills in defaults', () => {
  const fields = [
    { name: 'a', type: 'text', isRequired: true },
    { name: 'b', type: 'choice', options: ['x', 'y'], defaultValue: 'x' },
    { name: 'c', type: 'json' },
  ].map((field) => toolInputFieldSchema.parse(field));
  const schema = callSchemaOf(fields);
  expect(schema.parse({ a: '1' })).toEqual({ a: '1', b: 'x' });
  expect(schema.parse({ a: '1', c: { deep: [1] } })).toEqual({ a: '1', b: 'x', c: { deep: [1] } });
  for (const wrong of [{}, { a: 1 }, { a: '1', b: 'z' }, { a: '1', d: 1 }])
    expect(schema.safeParse(wrong).success).toBe(false);
});
