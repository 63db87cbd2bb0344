'use client';
import { GitCompareIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { AgentDraftStore } from './agent-draft-store';

/** The draft was changed in another place; the reader chooses whose stands. */
export function ConflictNotice({ actions }: { actions: AgentDraftStore }) {
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-3 border-b border-warn/40 bg-warn/8 px-4 py-2 text-sm"
    >
      <GitCompareIcon className="size-4 shrink-0 text-warn" aria-hidden />
      <p className="min-w-0 flex-1">
        This agent was changed in another window since you opened it. Your changes are not saved until you
        choose.
      </p>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => void actions.takeTheirs()}>
          Take theirs
        </Button>
        <Button size="sm" variant="primary" onClick={() => void actions.keepMine()}>
          Keep mine
        </Button>
      </div>
    </div>
  );
}
