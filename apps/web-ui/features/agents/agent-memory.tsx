'use client';
import type { AgentConfig } from '@codexos/protocol/agent';
import { deleteMemory, listMemory, type MemoryEntry } from '@codexos/protocol/contracts/agents.contract';
import { Trash2Icon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';

interface AgentMemoryProps {
  agentId: string;
  scope: AgentConfig['memory']['scope'];
}

/** What the agent remembers, and how to make it forget. */
export function AgentMemory({ agentId, scope }: AgentMemoryProps) {
  const { data, error } = useApiQuery(listMemory, { params: { agentId } });
  const [isClearing, setClearing] = useState(false);
  const forget = useApiMutation(deleteMemory, {
    onSuccess: () => setClearing(false),
    onError: (problem) => toast.error('The entry could not be deleted', { description: problem.message }),
  });
  if (error && !data) return <ErrorNotice error={error} className="m-6" />;
  if (!data) return <Skeleton className="m-6 h-24 rounded-md" aria-busy="true" />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon="brain" title="Nothing remembered">
        {scope === 'none'
          ? 'This agent starts every request fresh. Choose under Set-up how long it may remember.'
          : 'What the agent notes during its runs appears here, entry by entry.'}
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto flex max-w-180 flex-col gap-3 p-6 max-[599px]:p-4">
      <div className="flex items-center justify-between">
        <p className="text-sm text-muted-foreground tabular">
          {formatCount(data.items.length, 'entry', 'entries')}
        </p>
        <Button size="sm" className="text-destructive" onClick={() => setClearing(true)}>
          Forget everything…
        </Button>
      </div>
      <ul className="flex flex-col gap-2" aria-label="Memory">
        {data.items.map((entry) => (
          <EntryRow
            key={`${entry.scope} ${entry.scopeId} ${entry.key}`}
            entry={entry}
            onForget={() =>
              forget.mutate({
                params: { agentId },
                query: { key: entry.key, scope: entry.scope, scopeId: entry.scopeId },
              })
            }
          />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={isClearing}
        onOpenChange={setClearing}
        title="Forget everything"
        confirmLabel="Forget everything"
        isPending={forget.isPending}
        error={forget.error}
        onConfirm={() => forget.mutate({ params: { agentId } })}
      >
        Every entry of this agent goes for good. Its past runs still show what was written when.
      </ConfirmDialog>
    </div>
  );
}

function EntryRow({ entry, onForget }: { entry: MemoryEntry; onForget: () => void }) {
  const { key, value, scope, updatedAt } = entry;
  return (
    <li className="flex items-start gap-3 rounded-md border bg-card px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-sm">
          <span className="truncate font-mono text-xs font-medium">{key}</span>
          <Badge>{scope}</Badge>
          <RelativeTime at={updatedAt} className="text-xs text-muted-foreground" />
        </p>
        <p className="text-sm break-words whitespace-pre-wrap">{value}</p>
      </div>
      <Button variant="quiet" size="icon-sm" aria-label={`Forget ${key}`} onClick={onForget}>
        <Trash2Icon aria-hidden />
      </Button>
    </li>
  );
}
