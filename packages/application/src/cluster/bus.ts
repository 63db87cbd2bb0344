/**
 * What processes tell each other: messages by channel, to everybody who listens there, and to nobody later. The
 * truth is in the database; whoever hears that messages may have been lost looks there again.
 */
export interface Bus {
  /** Names this process among all; new at each start. */
  readonly processId: string;
  /** Whether other processes can be heard at all. */
  readonly isShared: boolean;
  /** Goes out soon, together with what follows at once. Never throws: a bus that is away loses messages. */
  publish(channel: string, message: unknown): void;
  subscribe(channel: string, listener: (message: unknown) => void): BusSubscription;
  /** Called when messages may have been lost, for example after the connection was away. Returns the way out. */
  onGap(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface BusSubscription {
  /** Resolves once everything that is published is heard. */
  ready: Promise<void>;
  leave: () => void;
}

/** The bus of a process that is alone: there is nobody to tell. */
export function createLoneBus(processId: string): Bus {
  return {
    processId,
    isShared: false,
    publish: () => undefined,
    subscribe: () => ({ ready: Promise.resolve(), leave: () => undefined }),
    onGap: () => () => undefined,
    close: () => Promise.resolve(),
  };
}
