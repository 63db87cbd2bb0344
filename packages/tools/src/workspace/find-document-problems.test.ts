import { toolDocumentSchema } from '@codexos/protocol/tool';
import { describe, expect, it } from 'vitest';
import { parsePathExpression } from '../testing/index.ts';
import { findDocumentProblems } from './find-document-problems.ts';

function problemsOf(request: object, answer: object = { type: 'json' }): string[] {
  const document = toolDocumentSchema.parse({
    name: 'look-up',
    label: 'Look up',
    inputs: [{ name: 'id', type: 'text' }],
    request: { method: 'POST', url: 'https://api.example.com/{{ input.id }}', ...request },
    answer,
    effect: 'write',
  });
  return findDocumentProblems(document, parsePathExpression).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

describe('the problems of a tool document', () => {
  it('are none when every expression can be read', () => {
    expect(
      problemsOf({ body: { a: ['{{ input.id }}'] } }, { type: 'expression', expression: 'body.id' }),
    ).toEqual([]);
  });

  it('name the place of each', () => {
    expect(
      problemsOf(
        {
          query: [{ name: 'q', value: '{{ other }}' }],
          headers: [{ name: 'x', value: '{{ input.id' }],
          body: { a: ['{{ input.gone }}'] },
        },
        { type: 'expression', expression: 'process' },
      ),
    ).toEqual([
      expect.stringContaining('request.headers.0.value: “{{” at character 1 is not closed'),
      expect.stringContaining('request.query.0.value: The expression “other”'),
      'request.body.a.0: There is no input named gone.',
      expect.stringContaining('answer.expression: The expression “process”'),
    ]);
  });

  it('warn of a secret within an expression, and do not read texts in quotes as inputs', () => {
    expect(problemsOf({ headers: [{ name: 'x', value: '{{ "secret:TOKEN" }}' }] })).toEqual([
      expect.stringContaining('secret:TOKEN stands within an expression'),
    ]);
    expect(problemsOf({ headers: [{ name: 'x', value: '{{ "input.gone" }}' }] })).toEqual([]);
  });
});
