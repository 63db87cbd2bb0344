/** What was said in a conversation before the question that a run answers. */
export interface Conversation {
  /** As the person wrote it. */
  question: string;
  /** Earlier turns of the same branch, oldest first; the first is a person's. */
  earlier: readonly EarlierTurn[];
}

export interface EarlierTurn {
  role: 'user' | 'assistant';
  text: string;
}
