import { expect, it } from 'vitest';
import { matchesShortcut, shortcutKeys } from './shortcut';

const press = (
  key: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

it('matches a key with exactly its modifiers', () => {
  expect(matchesShortcut('mod+z', press('z', { ctrlKey: true }))).toBe(true);
  expect(matchesShortcut('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matchesShortcut('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matchesShortcut('l', press('l', { ctrlKey: true }))).toBe(false);
});

it('takes signs with whatever shift the keyboard needs', () => {
  expect(matchesShortcut('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matchesShortcut('/', press('/'))).toBe(true);
  expect(matchesShortcut('+', press('+', { shiftKey: true }))).toBe(true);
  expect(matchesShortcut('space', press(' '))).toBe(true);
});

it('draws one cap for each key', () => {
  expect(shortcutKeys('mod+shift+z')).toEqual(['Ctrl', '⇧', 'Z']);
  expect(shortcutKeys('+')).toEqual(['+']);
});
