/** In-process publish and subscribe by key. A listener that throws does not keep the others from hearing. */
export interface Topic<TValue> {
  publish(key: string, value: TValue): void;
  /** Returns the way out. */
  subscribe(key: string, listener: (value: TValue) => void): () => void;
}

export function createTopic<TValue>(onListenerError: (error: unknown) => void): Topic<TValue> {
  const listeners = new Map<string, Set<(value: TValue) => void>>();
  return {
    publish(key, value) {
      for (const listener of listeners.get(key) ?? []) {
        try {
          listener(value);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(key, listener) {
      const group = listeners.get(key) ?? new Set();
      listeners.set(key, group.add(listener));
      return () => {
        group.delete(listener);
        if (group.size === 0) listeners.delete(key);
      };
    },
  };
}
