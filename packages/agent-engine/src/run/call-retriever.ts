import type { Passage } from '@codexos/protocol/citation';
import { CodexError } from '@codexos/utils/errors';
import { searchQuery } from '../conversation/search-query.ts';
import type { MemoryOptions } from '../node-context.ts';
import { rankEntries } from '../memory/rank-entries.ts';
import type { MemoryEntry, MemoryOwner } from '../ports/memory-store.ts';
import { abortable } from './abortable.ts';
import type { CallScope } from './call-scope.ts';

/** Retrieves passages and records them, with the query that was searched. */
export async function callRetriever(
  scope: CallScope,
  { knowledge, query: asked, topK }: { knowledge: string; query: string; topK: number },
): Promise<Passage[]> {
  const { retriever, conversation } = scope.env.bindings;
  const query = searchQuery(asked, conversation);
  if (!retriever) {
    throw new CodexError({
      code: 'KNOWLEDGE_BASE_NOT_FOUND',
      message: `This run has no knowledge to search, so “${knowledge}” cannot be.`,
      hint: 'Add a folder or a repository, and name it when starting the run.',
    });
  }
  return recordRetrieval(scope, { knowledge, query }, () =>
    abortable(retriever.retrieve({ knowledge, query, topK, signal: scope.signal }), scope.signal),
  );
}

/** Reads memory through a retrieval like any other, so that what an agent remembered is in the journal. */
export async function readMemory(
  scope: CallScope,
  { query, ...options }: MemoryOptions & { query: string },
): Promise<MemoryEntry[]> {
  const passages = await recordRetrieval(scope, { knowledge: `memory:${options.scope}`, query }, async () => {
    const entries = (await scope.env.bindings.memory?.list(memoryOwner(scope, options))) ?? [];
    return rankEntries(entries, query).map(toPassage);
  });
  return passages.map(({ text, citation, score }) => ({
    key: citation.path.slice(MEMORY_FOLDER.length),
    value: text,
    updatedAt: score,
  }));
}

/** Writes memory, then records that it was. A write that a crash left without record is the same when done again. */
export async function writeMemory(
  scope: CallScope,
  {
    key,
    value,
    maxEntries,
    ...options
  }: MemoryOptions & { key: string; value: string | null; maxEntries: number },
): Promise<void> {
  const call = scope.nextCall();
  if (scope.recorded()?.notes.has(call)) return;
  scope.signal.throwIfAborted();
  const owner = memoryOwner(scope, options);
  await scope.env.bindings.memory?.write({ owner, key, value, at: scope.env.clock.now(), maxEntries });
  const { activation } = scope;
  await scope.record({
    type: 'memory-write',
    activationId: activation.id,
    nodeId: activation.node.id,
    call,
    ...options,
    key,
    value,
  });
}

const MEMORY_FOLDER = 'memory/';

function memoryOwner({ env }: CallScope, { agentId, scope }: MemoryOptions): MemoryOwner {
  const scopeIds = { run: env.runId, conversation: env.bindings.conversationId ?? env.runId, agent: agentId };
  return { agentId, scope, scopeId: scopeIds[scope] };
}

function toPassage({ key, value, updatedAt }: MemoryEntry): Passage {
  return {
    text: value,
    citation: { path: `${MEMORY_FOLDER}${key}`, startLine: 1, endLine: 1, blobHash: '' },
    score: updatedAt,
  };
}

async function recordRetrieval(
  scope: CallScope,
  { knowledge, query }: { knowledge: string; query: string },
  work: () => Promise<Passage[]>,
): Promise<Passage[]> {
  const call = scope.nextCall();
  const recorded = scope.recorded()?.retrievals.get(call);
  if (recorded) return recorded.passages;
  const { env, activation } = scope;
  const startedAt = env.clock.now();
  const passages = await work();
  await scope.record({
    type: 'retrieval',
    activationId: activation.id,
    nodeId: activation.node.id,
    call,
    query,
    knowledge,
    passages,
    durationMs: env.clock.now() - startedAt,
  });
  return passages;
}
