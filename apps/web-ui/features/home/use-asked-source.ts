'use client';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { KnowledgeBase, Source } from '@codexos/protocol/knowledge';
import { useState } from 'react';

/** What the question on the home page is about: what was chosen, else the source that was added last. */
export function useAskedSource(bases: readonly KnowledgeBase[]) {
  const [chosen, setBinding] = useState<SourceBinding>();
  // Kept until the list has been read again.
  const [added, setAdded] = useState<Source>();
  const newest = newestSource(bases);
  const binding: SourceBinding | undefined =
    chosen ?? (newest ? { knowledgeBaseId: newest.knowledgeBaseId, sourceId: newest.id } : undefined);
  return {
    binding,
    setBinding,
    added: added?.id === binding?.sourceId ? added : undefined,
    setAdded,
  };
}

function newestSource(bases: readonly KnowledgeBase[]): Source | undefined {
  return bases
    .flatMap(({ sources }) => sources)
    .reduce<Source | undefined>(
      (newest, source) => (newest && newest.createdAt >= source.createdAt ? newest : source),
      undefined,
    );
}
