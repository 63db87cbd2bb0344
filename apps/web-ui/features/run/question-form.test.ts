import { describe, expect, it } from 'vitest';
import { toolAnswer, toQuestionForm } from './question-form';

const question = {
  type: 'tool-unfinished',
  call: 2,
  tool: 'http-request',
  input: { url: 'https://example.org', method: 'POST' },
  actions: ['run-again', 'skip', 'use'],
};
describe('toQuestionForm', () => {
  it('offers the actions of a tool call that was cut off', () => {
    expect(toQuestionForm({ question })).toEqual({
      type: 'tool',
      call: 2,
      tool: 'http-request',
      input: { url: 'https://example.org', method: 'POST' },
      actions: ['run-again', 'skip', 'use'],
    });
  });

  it('takes words, no question, and what it does not know, as a question for text', () => {
    expect(toQuestionForm({ question: 'Go on?' })).toEqual({ type: 'text', question: 'Go on?' });
    expect(toQuestionForm({})).toEqual({ type: 'text', question: undefined });
    const unknown = { ...question, actions: ['undo'] };
    expect(toQuestionForm({ question: unknown })).toEqual({ type: 'text', question: unknown });
  });

  it('leads to the runs below that wait', () => {
    const runs = [{ runId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', agentId: 'a', name: 'Writer', goal: 'Post' }];
    expect(toQuestionForm({ question: { type: 'child-runs', runs } })).toEqual({ type: 'child-runs', runs });
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
