'use client';
import { addRoot } from '@codexos/protocol/contracts/files.contract';
import {
  addSource,
  createKnowledgeBase,
  deleteKnowledgeBase,
} from '@codexos/protocol/contracts/knowledge.contract';
import type { Source } from '@codexos/protocol/knowledge';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@/lib/api/api-error';
import { callApi } from '@/lib/api/call-api';
import { locationName, type SourceLocation } from './source-location';

export interface SourceRequest extends SourceLocation {
  /** A new knowledge base named after the repository when absent. */
  knowledgeBaseId?: string | undefined;
  /** Allows the folder first; only after the person agreed. */
  isFolderAllowed?: boolean;
}

/** Adds a source, with a knowledge base of its own when none is named, and starts reading it. */
export function useAddSource(onAdded: (source: Source) => void) {
  const client = useQueryClient();
  return useMutation<Source, Error, SourceRequest>({
    mutationFn: addWithBase,
    onSuccess: (source) => {
      void client.invalidateQueries({ queryKey: ['knowledge'] });
      void client.invalidateQueries({ queryKey: ['files'] });
      onAdded(source);
    },
  });
}

async function addWithBase({
  kind,
  location,
  knowledgeBaseId,
  isFolderAllowed,
}: SourceRequest): Promise<Source> {
  if (isFolderAllowed) await callApi(addRoot, { body: { path: location } });
  const name = locationName(location);
  const body = { kind, location, name: name.slice(0, 120) };
  if (knowledgeBaseId !== undefined) return callApi(addSource, { params: { knowledgeBaseId }, body });
  const base = await callApi(createKnowledgeBase, { body: { name: name.slice(0, 120) } });
  try {
    return await callApi(addSource, { params: { knowledgeBaseId: base.id }, body });
  } catch (error) {
    // Nothing was read into it: an empty base would only be in the way.
    await callApi(deleteKnowledgeBase, { params: { knowledgeBaseId: base.id } });
    throw error;
  }
}

/** Whether a refusal can be mended by allowing the folder. */
export const isPathRefused = (error: unknown): boolean =>
  error instanceof ApiError && error.wire.code === 'PATH_REFUSED';
