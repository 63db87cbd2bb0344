/** A small store kept in this browser: view preferences only, never data. */
export interface Persisted<TValue> {
  get: () => TValue;
  /** What the server renders with, so that the first client render agrees. */
  getInitial: () => TValue;
  set: (value: TValue) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createPersisted<TValue>(key: string, initial: TValue): Persisted<TValue> {
  const listeners = new Set<() => void>();
  let current: TValue | undefined;
  return {
    get() {
      current ??= read(key, initial);
      return current;
    },
    getInitial: () => initial,
    set(value) {
      current = value;
      write(key, value);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A preference that cannot be read or kept is no reason to stop: the default stands. */
function read<TValue>(key: string, initial: TValue): TValue {
  if (typeof window === 'undefined') return initial;
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? initial : (JSON.parse(text) as TValue);
  } catch {
    return initial;
  }
}

function write(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden; the preference lives until the page is left.
  }
}
