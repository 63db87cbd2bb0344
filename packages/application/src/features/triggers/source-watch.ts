/** Looks at watched sources, and fires with the names of the files that have changed since the last look. */
import type { SourceChange } from '@codexos/protocol/contracts/triggers.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { JsonObject } from '@codexos/protocol/json';
import type { Source } from '@codexos/protocol/knowledge';
import { createPathFilter } from '@codexos/rag-engine';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { KnowledgeService } from '../knowledge/knowledge-service.ts';
import { compareFiles, countChanges, describeChanges, type SourceChanges } from './source-changes.ts';
import type { SeenState, SourceStateStore } from './source-state-store.ts';
import type { NewFiring, TriggerRecord } from './trigger-store.ts';

export interface SourceWatchOptions {
  states: SourceStateStore;
  knowledge: Pick<KnowledgeService, 'getSource' | 'listDocuments' | 'stateOf' | 'readAfresh'>;
  /** What is noted for a change; templates that do not fit it make it a failed one. */
  firingFor: (trigger: TriggerRecord, messageKey: string, body: JsonObject) => NewFiring;
}

export type WatchingTrigger = TriggerRecord & { config: SourceChange };

interface Place {
  workspaceId: WorkspaceId;
  config: SourceChange;
}

/** Files that a trial names. */
const SAMPLE_COUNT = 3;

export function createSourceWatch({ states, knowledge, firingFor }: SourceWatchOptions) {
  /** Sources that are read for a look right now. */
  const reading = new Set<string>();

  const filesOf = async ({ workspaceId, config }: Place): Promise<SeenState['files']> =>
    Object.fromEntries(
      (await knowledge.listDocuments(workspaceId, config.sourceId)).map(({ path, blobHash }) => [
        path,
        blobHash.slice(0, 16),
      ]),
    );

  /** Reads what is new. Throws what made the reading fail. */
  const read = async ({ workspaceId, config: { sourceId } }: Place): Promise<Source> => {
    reading.add(sourceId);
    try {
      return await knowledge.readAfresh(workspaceId, sourceId);
    } finally {
      reading.delete(sourceId);
    }
  };

  /** A source that was removed leaves its triggers behind; they can be looked at and deleted. */
  const nameOf = async (workspaceId: WorkspaceId, sourceId: string): Promise<string> => {
    try {
      return (await knowledge.getSource(workspaceId, sourceId)).name;
    } catch (error) {
      if (CodexError.is(error) && error.code === 'SOURCE_NOT_FOUND') return 'a source that is gone';
      throw error;
    }
  };

  const firingOf = (
    trigger: WatchingTrigger,
    source: Source,
    { before, after }: { before: SeenState; after: SeenState },
  ): NewFiring | undefined => {
    const { on, paths } = trigger.config;
    const changes = compareFiles(before.files, after.files, createPathFilter(paths));
    const isNewCommit = on === 'commits' && before.commit !== after.commit && paths.length === 0;
    if (countChanges(changes) === 0 && !isNewCommit) return undefined;
    const body = bodyOf(source, { commit: after.commit, previousCommit: before.commit, changes });
    return firingFor(trigger, `change ${createId<string>()}`, body);
  };

  return {
    /** True while a look reads the source itself; the end of that reading is no news. */
    isReading: (sourceId: string): boolean => reading.has(sourceId),

    /** True when something fires. The first look only notes how the source is. */
    async look(trigger: WatchingTrigger, signal: AbortSignal): Promise<boolean> {
      const { workspaceId, config } = trigger;
      const known = await states.get(trigger.id);
      const { commit, fingerprint: ofFiles } = await knowledge.stateOf(workspaceId, config.sourceId, signal);
      const fingerprint = config.on === 'commits' ? (commit ?? '') : ofFiles;
      if (known?.fingerprint === fingerprint) return false;
      const source = await read(trigger);
      const after = { fingerprint, commit: source.lastIngest?.commit, files: await filesOf(trigger) };
      const before = known && (await states.whole(trigger.id));
      const firing = before && firingOf(trigger, source, { before, after });
      const isOurs = await states.settle(trigger, {
        revision: known?.revision,
        seen: after,
        ...(firing ? { firing } : {}),
      });
      return isOurs && firing !== undefined;
    },

    /** Throws SOURCE_NOT_FOUND, and TRIGGER_INVALID for one that can have no commits. */
    async assertWatchable({ workspaceId, config }: Place): Promise<SourceBinding> {
      const { kind, name, lastIngest, knowledgeBaseId } = await knowledge.getSource(
        workspaceId,
        config.sourceId,
      );
      if (config.on === 'commits' && kind === 'folder' && lastIngest && lastIngest.commit === undefined) {
        throw new CodexError({
          code: 'TRIGGER_INVALID',
          message: `${name} has no commits.`,
          hint: 'Let the trigger watch its files.',
        });
      }
      return { knowledgeBaseId, sourceId: config.sourceId };
    },

    /** What a trial fires with: as if the first files had changed. */
    async sample({ workspaceId, config }: Place): Promise<JsonObject> {
      const source = await knowledge.getSource(workspaceId, config.sourceId);
      const isMeant = createPathFilter(config.paths);
      const changed = Object.keys(await filesOf({ workspaceId, config }))
        .filter(isMeant)
        .slice(0, SAMPLE_COUNT);
      const commit = source.lastIngest?.commit;
      return bodyOf(source, { commit, previousCommit: commit, changes: { added: [], changed, removed: [] } });
    },

    async wordsOf({ workspaceId, config }: Place): Promise<string> {
      const { on, paths, everyMinutes } = config;
      const name = await nameOf(workspaceId, config.sourceId);
      const what = on === 'commits' ? `When ${name} has a new commit` : `When files of ${name} change`;
      const which = paths.length === 0 ? '' : ` (${paths.join(', ')})`;
      return `${what}${which}, looked at every ${everyMinutes === 1 ? 'minute' : `${everyMinutes} minutes`}`;
    },

    forget: (triggerId: string): Promise<void> => states.forget(triggerId),
  };
}

function bodyOf(
  { id, name }: Source,
  change: { commit: string | undefined; previousCommit: string | undefined; changes: SourceChanges },
): JsonObject {
  return describeChanges({ source: { id, name }, ...change });
}
