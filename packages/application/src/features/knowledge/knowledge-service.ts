/** Knowledge bases: their sources, how those are read, and what is found in them. */
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { Passage } from '@codexos/protocol/citation';
import type { KnowledgeBaseId, SourceId, WorkspaceId } from '@codexos/protocol/ids';
import type { Evaluation, KnowledgeBase, SearchResult, Source } from '@codexos/protocol/knowledge';
import {
  checkRepositoryUrl,
  evaluateSource,
  retrieve,
  type KnowledgeIndex,
  type KnowledgeStore,
} from '@codexos/rag-engine';
import { CodexError } from '@codexos/utils/errors';
import type { RootStore } from '../files/root-store.ts';
import type { IndexCache } from './index-cache.ts';
import type { IngestRunner } from './ingest-runner.ts';
import type { KnowledgeRows, SourceRecord } from './knowledge-rows.ts';
import { nameOfLocation } from './name-of-location.ts';

export interface KnowledgeServiceOptions {
  rows: KnowledgeRows;
  store: KnowledgeStore;
  cache: IndexCache;
  ingests: IngestRunner;
  roots: RootStore;
  /** Throws ADDRESS_REFUSED for hosts that the server must not call. */
  assertAddressAllowed: (url: string) => Promise<void>;
}

export interface SearchOptions {
  workspaceId: WorkspaceId;
  /** What to search: a whole base, or one source. */
  binding: SourceBinding;
  query: string;
  topK: number;
  signal?: AbortSignal | undefined;
}

export interface AddSourceOptions {
  workspaceId: WorkspaceId;
  knowledgeBaseId: KnowledgeBaseId;
  kind: Source['kind'];
  location: string;
  name?: string | undefined;
}

export type KnowledgeService = ReturnType<typeof createKnowledgeService>;

export function createKnowledgeService({
  rows,
  store,
  cache,
  ingests,
  roots,
  assertAddressAllowed,
}: KnowledgeServiceOptions) {
  const withProgress = (source: SourceRecord): Source => {
    const progress = ingests.progressOf(source.id);
    return progress ? { ...source, progress } : source;
  };

  const describeBase = async (
    workspaceId: WorkspaceId,
    base: Awaited<ReturnType<KnowledgeRows['getBase']>>,
  ): Promise<KnowledgeBase> => {
    const sources = (await rows.listSources(workspaceId, base.id)).map(withProgress);
    const sum = (pick: (source: Source) => number): number =>
      sources.reduce((total, source) => total + pick(source), 0);
    return {
      ...base,
      sources,
      fileCount: sum((source) => source.lastIngest?.fileCount ?? 0),
      chunkCount: sum((source) => source.lastIngest?.chunkCount ?? 0),
    };
  };

  const sourceIdsOf = async (
    workspaceId: WorkspaceId,
    { sourceId, knowledgeBaseId }: SourceBinding,
  ): Promise<string[]> => {
    if (sourceId !== undefined) return [(await rows.getSource(workspaceId, sourceId)).id];
    if (knowledgeBaseId === undefined) throw sourceUnbound();
    await rows.getBase(workspaceId, knowledgeBaseId);
    return (await rows.listSources(workspaceId, knowledgeBaseId)).map((source) => source.id);
  };

  const indexOf = async (workspaceId: WorkspaceId, binding: SourceBinding): Promise<KnowledgeIndex> => {
    const sourceIds = await sourceIdsOf(workspaceId, binding);
    const index = await cache.over(sourceIds);
    if (index) return index;
    // Somebody asks while the first reading is under way: wait for it instead of answering from nothing.
    await Promise.all(sourceIds.map((sourceId) => ingests.finished(sourceId)));
    for (const sourceId of sourceIds) if ((await cache.get(sourceId)) === undefined) cache.delete(sourceId);
    const afterWait = await cache.over(sourceIds);
    if (afterWait) return afterWait;
    throw new CodexError({
      code: 'SOURCE_INVALID',
      message: 'Nothing has been read from this source yet.',
      hint: 'Open the knowledge page and read the source, then ask again.',
    });
  };

  const find = async ({ workspaceId, binding, query, topK, signal }: SearchOptions) =>
    retrieve({
      index: await indexOf(workspaceId, binding),
      readBlob: async (blobHash, sourceId) =>
        sourceId === undefined ? undefined : store.readBlob(sourceId, blobHash),
      query,
      topK,
      ...(signal ? { signal } : {}),
    });

  const addRepository = async (workspaceId: WorkspaceId, location: string): Promise<string> => {
    const url = checkRepositoryUrl(location);
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed?.protocol === 'file:') {
      await roots.resolve(workspaceId, decodeURIComponent(parsed.pathname));
      return url;
    }
    if (parsed && (parsed.password !== '' || parsed.username !== '')) {
      throw new CodexError({
        code: 'SOURCE_INVALID',
        message: 'The address holds a user name or password.',
        hint: 'Leave it out; use a public address or an ssh key of this machine.',
      });
    }
    await assertAddressAllowed(parsed ? url : `ssh://${url.replace(':', '/')}`);
    return url;
  };

  return {
    async listBases(workspaceId: WorkspaceId): Promise<KnowledgeBase[]> {
      return Promise.all((await rows.listBases(workspaceId)).map((base) => describeBase(workspaceId, base)));
    },
    async getBase(workspaceId: WorkspaceId, baseId: string): Promise<KnowledgeBase> {
      return describeBase(workspaceId, await rows.getBase(workspaceId, baseId));
    },
    async createBase(
      workspaceId: WorkspaceId,
      base: { name: string; description: string },
    ): Promise<KnowledgeBase> {
      return describeBase(workspaceId, await rows.createBase(workspaceId, base));
    },
    async updateBase(
      workspaceId: WorkspaceId,
      baseId: string,
      change: Parameters<KnowledgeRows['updateBase']>[2],
    ): Promise<KnowledgeBase> {
      await rows.getBase(workspaceId, baseId);
      await rows.updateBase(workspaceId, baseId, change);
      return describeBase(workspaceId, await rows.getBase(workspaceId, baseId));
    },
    async deleteBase(workspaceId: WorkspaceId, baseId: string): Promise<void> {
      await rows.getBase(workspaceId, baseId);
      for (const source of await rows.listSources(workspaceId, baseId))
        await this.deleteSource(workspaceId, source.id);
      await rows.deleteBase(workspaceId, baseId);
    },

    async getSource(workspaceId: WorkspaceId, sourceId: string): Promise<Source> {
      return withProgress(await rows.getSource(workspaceId, sourceId));
    },

    /** Adds a source and starts reading it. Throws PATH_REFUSED, ADDRESS_REFUSED or SOURCE_INVALID. */
    async addSource({
      workspaceId,
      knowledgeBaseId,
      kind,
      location,
      name,
    }: AddSourceOptions): Promise<Source> {
      await rows.getBase(workspaceId, knowledgeBaseId);
      const checked =
        kind === 'folder'
          ? await roots.resolve(workspaceId, location)
          : await addRepository(workspaceId, location);
      const source = await rows.createSource(workspaceId, {
        knowledgeBaseId,
        kind,
        location: checked,
        name: name ?? nameOfLocation(checked),
      });
      ingests.start(source);
      return withProgress(source);
    },

    async ingest(workspaceId: WorkspaceId, sourceId: string): Promise<Source> {
      const source = await rows.getSource(workspaceId, sourceId);
      if (source.kind === 'folder') await roots.resolve(workspaceId, source.location);
      ingests.start(source);
      return withProgress(source);
    },
    async cancelIngest(workspaceId: WorkspaceId, sourceId: string): Promise<void> {
      await rows.getSource(workspaceId, sourceId);
      await ingests.cancel(sourceId);
    },
    /** Resolves when reading has ended, with the source as it is then. */
    async whenRead(workspaceId: WorkspaceId, sourceId: string): Promise<Source> {
      await ingests.finished(sourceId);
      return withProgress(await rows.getSource(workspaceId, sourceId));
    },
    async deleteSource(workspaceId: WorkspaceId, sourceId: string): Promise<void> {
      const source = await rows.getSource(workspaceId, sourceId);
      await ingests.cancel(sourceId);
      await rows.deleteSource(workspaceId, sourceId);
      await store.deleteSource(sourceId);
      await ingests.forget(source);
      cache.delete(sourceId);
    },

    async search(options: SearchOptions): Promise<SearchResult[]> {
      const passages = await find(options);
      return passages.map(({ text, citation, score, language }) => ({
        path: citation.path,
        startLine: citation.startLine,
        endLine: citation.endLine,
        score,
        text,
        language,
        blobHash: citation.blobHash,
        sourceId: citation.sourceId as SourceId,
        ...(citation.symbol === undefined ? {} : { symbol: citation.symbol }),
        ...(citation.commit === undefined ? {} : { commit: citation.commit }),
      }));
    },
    async passages(options: SearchOptions): Promise<Passage[]> {
      return (await find(options)).map(({ text, citation, score, language }) => ({
        text,
        citation,
        score,
        language,
      }));
    },

    async listDocuments(workspaceId: WorkspaceId, sourceId: string) {
      await rows.getSource(workspaceId, sourceId);
      const index = await cache.get(sourceId);
      return (index?.list() ?? []).map(({ path, language, bytes, spans, blobHash }) => ({
        path,
        language,
        byteCount: bytes,
        chunkCount: spans.length,
        blobHash,
      }));
    },
    async readBlob(sourceId: string, blobHash: string): Promise<string | undefined> {
      return store.readBlob(sourceId, blobHash);
    },
    /** The folder on this machine that holds a source's files as they are now. */
    async folderOf(workspaceId: WorkspaceId, sourceId: string): Promise<string> {
      const source = await rows.getSource(workspaceId, sourceId);
      return source.kind === 'folder'
        ? roots.resolve(workspaceId, source.location)
        : ingests.folderOf(source);
    },
    async evaluate(workspaceId: WorkspaceId, sourceId: string, maxQuestions: number): Promise<Evaluation> {
      const folder = await this.folderOf(workspaceId, sourceId);
      return (await evaluateSource({ folder, maxQuestions })).evaluation;
    },
  };
}

function sourceUnbound(): CodexError {
  return new CodexError({
    code: 'SOURCE_INVALID',
    message: 'The flow asks `source`, but the run was started without one.',
    hint: 'Choose a knowledge base or a source when you start the run.',
  });
}
