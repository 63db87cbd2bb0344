import { describe, expect, it } from 'vitest';
import { askedName, asksForWorkflow, withoutFrame } from './question-frame.ts';

describe('the frame of a question', () => {
  it('is left out, where other words remain', () => {
    expect(withoutFrame('Where is caching implemented?').split(/\s+/)).toEqual([
      'Where',
      'is',
      'caching',
      '?',
    ]);
    expect(withoutFrame('How does it work?')).toBe('How does it work?');
  });

  it('is kept where it is a name in code, or where nothing is asked', () => {
    for (const text of [
      'How does app.use() cache?',
      'What is `define` for in tests?',
      'Define a route for uploads',
    ])
      expect(withoutFrame(text)).toBe(text);
  });

  it('can stand around one name', () => {
    expect(askedName('Where is res.json implemented?')).toBe('res.json');
    expect(askedName('Where is `TRPCError` defined?')).toBe('TRPCError');
    expect(askedName('Where is caching implemented?')).toBeUndefined();
    expect(askedName('How does createApp use the router?')).toBeUndefined();
  });

  it('can ask for the everyday work on a source', () => {
    expect(asksForWorkflow('How do I run the tests?')).toBe(true);
    expect(asksForWorkflow('How can I build this project locally?')).toBe(true);
    expect(asksForWorkflow('How do I run a query?')).toBe(false);
    expect(asksForWorkflow('Run the tests in parallel')).toBe(false);
  });
});
