import type { Message } from '@codexos/protocol/contracts/conversations.contract';

/** Which sibling is shown below a parent; the newest where nothing was chosen. The root's key is ''. */
export type BranchChoices = Readonly<Record<string, string>>;

export interface VisibleMessage {
  message: Message;
  /** Messages that answer the same parent, itself among them, the oldest first. */
  siblingIds: readonly string[];
}

export const ROOT = '';

/** The one way through the tree that is on the screen. */
export function visibleBranch(messages: readonly Message[], choices: BranchChoices): VisibleMessage[] {
  const children = new Map<string, Message[]>();
  for (const message of messages) {
    const key = message.parentId ?? ROOT;
    const list = children.get(key);
    if (list) list.push(message);
    else children.set(key, [message]);
  }
  const branch: VisibleMessage[] = [];
  let key = ROOT;
  for (let siblings = children.get(key); siblings; siblings = children.get(key)) {
    const message = siblings.find(({ id }) => id === choices[key]) ?? siblings.at(-1);
    if (!message) break;
    branch.push({ message, siblingIds: siblings.map(({ id }) => id) });
    key = message.id;
  }
  return branch;
}

/** The sibling `step` places away, or undefined at either end. */
export function siblingAt({ message, siblingIds }: VisibleMessage, step: number): string | undefined {
  const index = siblingIds.indexOf(message.id) + step;
  return index < 0 ? undefined : siblingIds[index];
}
