import { monotonicFactory } from 'ulid';

const nextUlid = monotonicFactory();

/** A new ULID; within one process each sorts after the one before. */
export function createId<TId extends string>(): TId {
  return nextUlid() as TId;
}
