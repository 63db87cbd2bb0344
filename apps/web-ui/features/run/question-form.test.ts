import { describe, expect, it } from 'vitest';
import { toolAnswer, toQuestionForm } from './question-form';

const question = {
  type: 'tool-unfinished',
  call: 2,
  tool: 'http-request',
  input: { url: 'https://example.org', method: 'POST' },
  actions: ['run-again', 'skip', 'use'],
};
const child = (status: 'running' | 'completed', childRunId: string) =>
  ({ type: 'child-run', childRunId, goal: 'Look', status, startedAt: 1 }) as const;

describe('toQuestionForm', () => {
  it('offers the actions of a tool call that was cut off', () => {
    expect(toQuestionForm({ question, calls: [] })).toEqual({
      type: 'tool',
      call: 2,
      tool: 'http-request',
      input: { url: 'https://example.org', method: 'POST' },
      actions: ['run-again', 'skip', 'use'],
    });
  });

  it('takes words, no question, and what it does not know, as a question for text', () => {
    expect(toQuestionForm({ question: 'Go on?', calls: [] })).toEqual({ type: 'text', question: 'Go on?' });
    expect(toQuestionForm({ calls: [] })).toEqual({ type: 'text', question: undefined });
    const unknown = { ...question, actions: ['undo'] };
    expect(toQuestionForm({ question: unknown, calls: [] })).toEqual({ type: 'text', question: unknown });
  });

  it('leads to the runs below that wait', () => {
    const calls = [child('completed', 'a'), child('running', 'b')];
    expect(toQuestionForm({ calls })).toEqual({ type: 'child-run', childRunIds: ['b'] });
    expect(toQuestionForm({ question: 'Go on?', calls })).toEqual({ type: 'text', question: 'Go on?' });
  });
});

describe('toolAnswer', () => {
  it('names the call and the action', () => {
    expect(toolAnswer(2, 'run-again', 'left over')).toEqual({ call: 2, action: 'run-again' });
    expect(toolAnswer(0, 'skip', '')).toEqual({ call: 0, action: 'skip' });
  });

  it('goes on with the output that was given, as JSON where it is JSON', () => {
    expect(toolAnswer(2, 'use', '{ "status": 201 }')).toEqual({
      call: 2,
      action: 'use',
      output: { status: 201 },
    });
    expect(toolAnswer(2, 'use', 'It was sent')).toEqual({ call: 2, action: 'use', output: 'It was sent' });
    expect(toolAnswer(2, 'use', ' ')).toEqual({ call: 2, action: 'use', output: null });
  });
});
