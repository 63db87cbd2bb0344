import { describe, expect, it } from 'vitest';
import { carriedWords, withCarried } from './follow-up.ts';

const BEFORE = ['How is the query string parsed?'];

describe('a question after another', () => {
  it.each([
    'and where is it tested?',
    'Where is it tested?',
    'Show me more about that',
    'Why?',
    'Can you give an example?',
    'What about errors?',
    'Which file defines that?',
  ])('takes over the words of the one before: %s', (question) => {
    expect(carriedWords(question, BEFORE)).toEqual(['query', 'string', 'parsed']);
  });

  it.each([
    'How do I define a route?',
    'What is this project?',
    'Where does this repository handle errors?',
    'Where is the cache kept, and how is it filled?',
    'How does it work?'.replace('it', 'the router'),
  ])('stands on its own: %s', (question) => {
    expect(carriedWords(question, BEFORE)).toEqual([]);
  });

  it('follows a chain of questions that depend on each other, without words that it says itself', () => {
    const before = [...BEFORE, 'and where is it cached?'];
    expect(carriedWords('Is that parsed twice?', before)).toEqual(['query', 'string', 'cached']);
  });

  it('stands alone when nothing was asked before', () => {
    expect(carriedWords('and where is it tested?', [])).toEqual([]);
    expect(withCarried('and where is it tested?', [])).toBe('and where is it tested?');
  });
});
