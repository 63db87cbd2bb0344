/**
 * Publish and subscribe by key. A listener that throws does not keep the others from hearing. A topic with a bus is
 * heard in every process; what is published here is heard here at once.
 */
import type { Bus } from './cluster/bus.ts';

export interface Topic<TValue> {
  publish(key: string, value: TValue): void;
  /** Returns the way out. */
  subscribe(key: string, listener: (value: TValue) => void): () => void;
  /** Resolves once a subscription that was just made hears every process. */
  ready(key: string): Promise<void>;
}

export interface TopicOptions<TValue> {
  onListenerError: (error: unknown) => void;
  /** Name of the topic on the bus. */
  name?: string;
  bus?: Bus;
  /** What of a value goes over the bus, when that is not all. */
  toBus?: (value: TValue) => unknown;
}

interface Group<TValue> {
  listeners: Set<(value: TValue) => void>;
  ready: Promise<void> | undefined;
  leave: (() => void) | undefined;
}

export function createTopic<TValue>({
  onListenerError,
  name = '',
  bus,
  toBus = (value) => value,
}: TopicOptions<TValue>): Topic<TValue> {
  const groups = new Map<string, Group<TValue>>();
  const shared = bus?.isShared === true ? bus : undefined;

  const tell = (key: string, value: TValue): void => {
    for (const listener of groups.get(key)?.listeners ?? []) {
      try {
        listener(value);
      } catch (error) {
        onListenerError(error);
      }
    }
  };

  const createGroup = (key: string): Group<TValue> => {
    // What comes over the bus was published by a process of the same version, through this same type.
    const heard = shared?.subscribe(`${name}:${key}`, (value) => tell(key, value as TValue));
    const group = { listeners: new Set<(value: TValue) => void>(), ready: heard?.ready, leave: heard?.leave };
    groups.set(key, group);
    return group;
  };

  return {
    publish(key, value) {
      tell(key, value);
      // Undefined is no JSON; a topic without a value only says that something happened.
      shared?.publish(`${name}:${key}`, value === undefined ? null : toBus(value));
    },
    subscribe(key, listener) {
      const group = groups.get(key) ?? createGroup(key);
      group.listeners.add(listener);
      return () => {
        group.listeners.delete(listener);
        if (group.listeners.size > 0 || groups.get(key) !== group) return;
        groups.delete(key);
        group.leave?.();
      };
    },
    ready: async (key) => groups.get(key)?.ready,
  };
}
