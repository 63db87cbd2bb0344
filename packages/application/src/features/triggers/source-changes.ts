/** What changed in a source between two looks, and what a run learns of it. */
import type { JsonObject } from '@codexos/protocol/json';

/** Hashes of contents by path. */
export type SourceFiles = Readonly<Record<string, string>>;

export interface SourceChanges {
  added: readonly string[];
  changed: readonly string[];
  removed: readonly string[];
}

export function compareFiles(
  before: SourceFiles,
  after: SourceFiles,
  isMeant: (path: string) => boolean,
): SourceChanges {
  const paths = Object.keys(after).filter(isMeant);
  return {
    added: paths.filter((path) => before[path] === undefined),
    changed: paths.filter((path) => before[path] !== undefined && before[path] !== after[path]),
    removed: Object.keys(before).filter((path) => isMeant(path) && after[path] === undefined),
  };
}

export function countChanges({ added, changed, removed }: SourceChanges): number {
  return added.length + changed.length + removed.length;
}

/** Names of each kind that a run gets; `count` says how many there were. */
const MAX_NAMED = 500;

interface ChangeReport {
  source: { id: string; name: string };
  commit: string | undefined;
  previousCommit: string | undefined;
  changes: SourceChanges;
}

/** `body` of a firing. */
export function describeChanges({ source, commit, previousCommit, changes }: ChangeReport): JsonObject {
  const added = changes.added.slice(0, MAX_NAMED);
  const changed = changes.changed.slice(0, MAX_NAMED);
  const removed = changes.removed.slice(0, MAX_NAMED);
  const count = countChanges(changes);
  const named = added.length + changed.length + removed.length;
  return {
    source,
    commit: commit ?? null,
    previousCommit: previousCommit ?? null,
    added,
    changed,
    removed,
    /** What can be read: it was added or changed. */
    files: [...added, ...changed],
    count,
    summary: [
      `${count} ${count === 1 ? 'file' : 'files'} of ${source.name} changed${commit === undefined ? '' : `, now at commit ${commit.slice(0, 12)}`}:`,
      ...added.map((path) => `added ${path}`),
      ...changed.map((path) => `changed ${path}`),
      ...removed.map((path) => `removed ${path}`),
      ...(named < count ? [`and ${count - named} more`] : []),
    ].join('\n'),
  };
}
