export type MemoryScope = 'run' | 'conversation' | 'agent';

/** Whose memory: an agent's, within one run or conversation or for as long as the agent lives. */
export interface MemoryOwner {
  agentId: string;
  scope: MemoryScope;
  /** The run's or conversation's id; the agent's own id for the scope `agent`. */
  scopeId: string;
}

export interface MemoryEntry {
  key: string;
  value: string;
  /** Epoch ms. */
  updatedAt: number;
}

export interface MemoryWrite {
  owner: MemoryOwner;
  key: string;
  /** Null forgets the key. */
  value: string | null;
  at: number;
  /** The oldest entries beyond this are forgotten. */
  maxEntries: number;
}

/** Keeps what agents remember. Writing the same entry twice is the same as writing it once. */
export interface MemoryStore {
  write(write: MemoryWrite): Promise<void>;
  /** Newest first. */
  list(owner: MemoryOwner): Promise<MemoryEntry[]>;
}
