import type { Message } from '@codexos/protocol/contracts/conversations.contract';
import { describe, expect, it } from 'vitest';
import { siblingAt, visibleBranch } from './message-tree';

const message = (id: string, parentId?: string): Message =>
  ({
    id,
    ...(parentId ? { parentId } : {}),
    role: 'user',
    text: id,
    citations: [],
    createdAt: 0,
  }) as unknown as Message;

const tree = [
  message('q1'),
  message('a1', 'q1'),
  message('a2', 'q1'),
  message('q2', 'a1'),
  message('q3', 'a2'),
];
const ids = (choices: Record<string, string>) => visibleBranch(tree, choices).map((item) => item.message.id);

describe('visibleBranch', () => {
  it('follows the newest sibling', () => {
    expect(ids({})).toEqual(['q1', 'a2', 'q3']);
  });

  it('follows a choice and ignores one that is gone', () => {
    expect(ids({ q1: 'a1' })).toEqual(['q1', 'a1', 'q2']);
    expect(ids({ q1: 'gone' })).toEqual(['q1', 'a2', 'q3']);
  });

  it('knows edited first questions as siblings', () => {
    const branch = visibleBranch([...tree, message('q1b')], {});
    expect(branch).toHaveLength(1);
    expect(branch[0]?.siblingIds).toEqual(['q1', 'q1b']);
  });

  it('is empty without messages', () => {
    expect(visibleBranch([], {})).toEqual([]);
  });
});

describe('siblingAt', () => {
  it('steps to either side and stops at the ends', () => {
    const answer = visibleBranch(tree, {})[1]!;
    expect(siblingAt(answer, -1)).toBe('a1');
    expect(siblingAt(answer, 1)).toBeUndefined();
  });
});
