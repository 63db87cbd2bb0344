/** Knowledge bases: their sources, how those are read, and what is found in them. */
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { Passage } from '@codexos/protocol/citation';
import type { KnowledgeBaseId, SourceId, WorkspaceId } from '@codexos/protocol/ids';
import type { Evaluation, KnowledgeBase, SearchResult, Source } from '@codexos/protocol/knowledge';
import {
  checkRepositoryUrl,
  evaluateSource,
  readFolderState,
  readRemoteState,
  retrieve,
  type RetrieveOptions,
  type KnowledgeIndex,
  type KnowledgeStore,
  type SourceState,
  type VectorSearch,
} from '@codexos/rag-engine';
import { CodexError } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { RootStore } from '../files/root-store.ts';
import type { EmbedRunner } from './embed-runner.ts';
import type { IndexCache } from './index-cache.ts';
import type { IngestRunner } from './ingest-runner.ts';
import type { BaseRecord, KnowledgeRows, SourceRecord } from './knowledge-rows.ts';
import type { SourceVectors } from './source-vectors.ts';
import { nameOfLocation } from './name-of-location.ts';

export interface KnowledgeServiceOptions {
  rows: KnowledgeRows;
  store: KnowledgeStore;
  cache: IndexCache;
  ingests: IngestRunner;
  vectors: SourceVectors;
  embeds: EmbedRunner;
  logger: Logger;
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

export interface EvaluateOptions {
  workspaceId: WorkspaceId;
  sourceId: SourceId;
  /** Largest number of questions of each kind. */
  maxQuestions: number;
  signal?: AbortSignal | undefined;
}

/** What one question is asked of. */
interface Scope {
  embedder: BaseRecord['embedder'];
  sources: readonly SourceRecord[];
  sourceIds: readonly string[];
}

export type KnowledgeService = ReturnType<typeof createKnowledgeService>;

export function createKnowledgeService({
  rows,
  store,
  cache,
  ingests,
  vectors,
  embeds,
  logger,
  roots,
  assertAddressAllowed,
}: KnowledgeServiceOptions) {
  const withProgress = (source: SourceRecord): Source => {
    const progress = ingests.progressOf(source.id);
    return progress ? { ...source, progress } : source;
  };

  const describeBase = async (workspaceId: WorkspaceId, base: BaseRecord): Promise<KnowledgeBase> => {
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

  const scopeOf = async (
    workspaceId: WorkspaceId,
    { sourceId, knowledgeBaseId }: SourceBinding,
  ): Promise<Scope> => {
    const source = sourceId === undefined ? undefined : await rows.getSource(workspaceId, sourceId);
    const baseId = source?.knowledgeBaseId ?? knowledgeBaseId;
    if (baseId === undefined) throw sourceUnbound();
    const { embedder } = await rows.getBase(workspaceId, baseId);
    const sources = source ? [source] : await rows.listSources(workspaceId, baseId);
    return { embedder, sources, sourceIds: sources.map(({ id }) => id) };
  };

  const indexOf = async ({ sources, sourceIds }: Scope): Promise<KnowledgeIndex> => {
    const index = await cache.over(sourceIds);
    if (index) return index;
    // Somebody asks while the first reading is under way, or after an update that reads indexes of another format:
    // wait for the reading instead of answering from nothing.
    for (const source of sources) if (source.lastIngest) ingests.start(source);
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

  /** Vectors that are ready; missing ones are started, unless a person or a failure stopped them. */
  const vectorsOf = async (
    { embedder, sources, sourceIds }: Scope,
    index: KnowledgeIndex,
  ): Promise<VectorSearch | undefined> => {
    try {
      const search = await vectors.searchFor({ setting: embedder, sourceIds, index });
      if (search || embedder === 'none') return search;
    } catch (error) {
      logger.warn({ err: error }, 'Vectors could not be loaded');
      return undefined;
    }
    for (const source of sources) {
      const progress = ingests.progressOf(source.id);
      const isStopped = progress !== undefined && (progress.phase !== 'done' || progress.error !== undefined);
      if (source.lastIngest && !isStopped && vectors.isWanting(embedder)) embeds.start(source);
    }
    return undefined;
  };

  const find = async ({ workspaceId, binding, query, topK, signal }: SearchOptions) => {
    const scope = await scopeOf(workspaceId, binding);
    const index = await indexOf(scope);
    const search = await vectorsOf(scope, index);
    const options: RetrieveOptions = {
      index,
      readBlob: async (blobHash, sourceId) =>
        sourceId === undefined ? undefined : store.readBlob(sourceId, blobHash),
      query,
      topK,
      ...(signal ? { signal } : {}),
    };
    if (!search) return retrieve(options);
    try {
      return await retrieve({ ...options, vectors: search });
    } catch (error) {
      signal?.throwIfAborted();
      logger.warn({ err: error }, 'A question is answered without vectors');
      vectors.rest();
      return retrieve(options);
    }
  };

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

  /** Vectors of another embedder from now on; a reading under way makes them when it ends. */
  const followEmbedder = async (
    sources: readonly SourceRecord[],
    embedder: BaseRecord['embedder'],
  ): Promise<void> => {
    for (const source of sources) {
      await embeds.replace(source.id);
      if (!source.lastIngest || ingests.isActive(source.id)) continue;
      if (embedder === 'none') embeds.settle(source);
      else embeds.start(source);
    }
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
      const { embedder: before } = await rows.getBase(workspaceId, baseId);
      const { embedder = before } = change;
      if (embedder !== before) vectors.assertConfigured(embedder);
      await rows.updateBase(workspaceId, baseId, change);
      if (embedder !== before) await followEmbedder(await rows.listSources(workspaceId, baseId), embedder);
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
    /** Reads what is new, after a reading under way, and resolves when that is done. Throws what made it fail. */
    async readAfresh(workspaceId: WorkspaceId, sourceId: string): Promise<Source> {
      await ingests.finished(sourceId);
      await this.ingest(workspaceId, sourceId);
      const source = await this.whenRead(workspaceId, sourceId);
      const { phase, error } = source.progress ?? {};
      if (phase !== 'failed' && phase !== 'cancelled') return source;
      const {
        code = 'UNAVAILABLE',
        message = `The reading of ${source.name} was cancelled.`,
        hint,
      } = error ?? {};
      throw new CodexError({ code, message, ...(hint === undefined ? {} : { hint }) });
    },
    /** What tells whether a source has changed, without reading it. */
    async stateOf(workspaceId: WorkspaceId, sourceId: string, signal: AbortSignal): Promise<SourceState> {
      const { kind, location } = await rows.getSource(workspaceId, sourceId);
      return kind === 'folder'
        ? readFolderState(await roots.resolve(workspaceId, location), signal)
        : readRemoteState(await addRepository(workspaceId, location), signal);
    },
    async cancelIngest(workspaceId: WorkspaceId, sourceId: string): Promise<void> {
      await rows.getSource(workspaceId, sourceId);
      await ingests.cancel(sourceId);
      await embeds.cancel(sourceId);
    },
    /** Resolves when reading has ended, with the source as it is then. */
    async whenRead(workspaceId: WorkspaceId, sourceId: string): Promise<Source> {
      await ingests.finished(sourceId);
      return withProgress(await rows.getSource(workspaceId, sourceId));
    },
    /** Resolves when reading and vectors have ended, with the source as it is then. */
    async whenEmbedded(workspaceId: WorkspaceId, sourceId: string): Promise<Source> {
      await ingests.finished(sourceId);
      await embeds.finished(sourceId);
      return withProgress(await rows.getSource(workspaceId, sourceId));
    },
    async deleteSource(workspaceId: WorkspaceId, sourceId: string): Promise<void> {
      const source = await rows.getSource(workspaceId, sourceId);
      await ingests.cancel(sourceId);
      await embeds.replace(sourceId);
      await rows.deleteSource(workspaceId, sourceId);
      await store.deleteSource(sourceId);
      await vectors.deleteSource(sourceId);
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
      return (await find(options)).map(({ text, citation, score, language, symbols }) => ({
        text,
        citation,
        score,
        language,
        symbols,
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
    /** Measures every setting, those with vectors too where the base has an embedder. */
    async evaluate({ workspaceId, sourceId, maxQuestions, signal }: EvaluateOptions): Promise<Evaluation> {
      const { embedder } = await scopeOf(workspaceId, { sourceId });
      const embed = vectors.forEvaluation(embedder);
      const { evaluation } = await evaluateSource({
        folder: await this.folderOf(workspaceId, sourceId),
        maxQuestions,
        ...(embed ? { embed } : {}),
        ...(signal ? { signal } : {}),
      });
      return evaluation;
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
