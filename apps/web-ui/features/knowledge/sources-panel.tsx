'use client';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { PlusIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SourceCard } from './source-card';

/** The folders and repositories of a knowledge base. */
export function SourcesPanel({ base, onAdd }: { base: KnowledgeBase; onAdd: () => void }) {
  if (base.sources.length === 0) {
    return (
      <EmptyState
        icon="folder-git-2"
        title="No sources yet"
        action={
          <Button variant="primary" onClick={onAdd}>
            <PlusIcon aria-hidden /> Add a source
          </Button>
        }
      >
        Add a folder of this machine or a git address. Reading takes seconds, and questions can be asked as
        soon as it is done.
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-3" aria-label="Sources">
      {base.sources.map((source) => (
        <li key={source.id}>
          <SourceCard source={source} />
        </li>
      ))}
    </ul>
  );
}
