'use client';
import { cancelIngest, ingestSource } from '@codexos/protocol/contracts/knowledge.contract';
import type { IngestProgress } from '@codexos/protocol/knowledge';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { toast } from 'sonner';
import { isIngestActive, progressWords } from './progress-words';

interface IngestStatusProps {
  progress: IngestProgress;
  knowledgeBaseId: string;
}

/** Live progress of reading one source: phase, counts, time left, and how to stop it. */
export function IngestStatus({ progress, knowledgeBaseId }: IngestStatusProps) {
  const cancel = useApiMutation(cancelIngest, {
    onError: (error) => toast.error('Reading could not be stopped', { description: error.message }),
  });
  const again = useApiMutation(ingestSource, {
    onError: (error) => toast.error('Reading could not be started', { description: error.message }),
  });
  const params = { knowledgeBaseId, sourceId: progress.sourceId };
  const { phase, percent, counts, timeLeft } = progressWords(progress);
  const isActive = isIngestActive(progress.phase);
  return (
    <div className="flex flex-col gap-1.5" data-slot="ingest-status" data-phase={progress.phase}>
      <div className="flex min-h-7 items-center gap-2 text-sm">
        <span className="font-medium" role="status">
          {phase}
        </span>
        <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground tabular">
          {[counts, timeLeft].filter(Boolean).join(' · ')}
        </span>
        {isActive ? (
          <Button
            size="sm"
            variant="ghost"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate({ params })}
          >
            Stop reading
          </Button>
        ) : null}
        {progress.phase === 'failed' || progress.phase === 'cancelled' ? (
          <Button size="sm" disabled={again.isPending} onClick={() => again.mutate({ params })}>
            Read again
          </Button>
        ) : null}
      </div>
      {isActive ? <Progress value={percent ?? null} aria-label={phase} /> : null}
    </div>
  );
}
