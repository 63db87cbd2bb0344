'use client';
import { deleteSource, ingestSource } from '@codexos/protocol/contracts/knowledge.contract';
import type { IngestSummary, Source } from '@codexos/protocol/knowledge';
import {
  FolderTreeIcon,
  GitCommitHorizontalIcon,
  MessageSquareIcon,
  RefreshCwIcon,
  Trash2Icon,
} from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tooltip } from '@/components/ui/tooltip';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { IngestStatus } from './ingest-status';
import { isIngestActive, vectorProblem } from './progress-words';
import { changeWords, sizeFacts, skippedWords } from './source-summary';
import { useIngest } from './use-ingest';

/** One source: where it is, what the last reading did, what it does now. */
export function SourceCard({ source }: { source: Source }) {
  const { id: sourceId, knowledgeBaseId, name, kind, location, lastIngest } = source;
  const progress = useIngest(source);
  const isReading = isIngestActive(progress?.phase);
  const withoutVectors = vectorProblem(progress);
  const again = useApiMutation(ingestSource, {
    onError: (error) => toast.error('Reading could not be started', { description: error.message }),
  });
  return (
    <article aria-label={name} className="rounded-md border bg-card">
      <header className="flex items-center gap-3 px-4 py-3 max-[599px]:flex-wrap">
        <Icon name={kind === 'git' ? 'folder-git-2' : 'folder'} className="text-kind-retrieval" />
        <div className="min-w-0 flex-1 max-[599px]:basis-[calc(100%-2rem)]">
          <h3 className="truncate text-base font-medium">{name}</h3>
          <p className="flex items-center gap-1 font-mono text-xs text-muted-foreground">
            <span className="truncate" title={location}>
              {location}
            </span>
            <CopyButton text={location} label="Copy the location" className="size-5" />
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-1 max-[599px]:-ml-2">
          <Button asChild size="sm" variant="ghost">
            <Link href={`/files/${sourceId}`}>
              <FolderTreeIcon aria-hidden /> Files
            </Link>
          </Button>
          <Button asChild size="sm" variant="ghost">
            <Link href={`/chat?source=${sourceId}`}>
              <MessageSquareIcon aria-hidden /> Ask
            </Link>
          </Button>
          <Button
            size="sm"
            disabled={isReading || again.isPending}
            onClick={() => again.mutate({ params: { knowledgeBaseId, sourceId } })}
          >
            <RefreshCwIcon aria-hidden /> Read again
          </Button>
          <RemoveSource source={source} />
        </div>
      </header>
      {progress && isReading ? (
        <div className="border-t px-4 py-2.5">
          <IngestStatus progress={progress} knowledgeBaseId={knowledgeBaseId} />
        </div>
      ) : null}
      {progress?.phase === 'failed' && progress.error ? (
        <ErrorNotice error={progress.error} className="mx-4 mb-4" />
      ) : null}
      {withoutVectors ? (
        <ErrorNotice
          error={withoutVectors}
          title="Vectors could not be made"
          isWarning
          className="mx-4 mb-4"
          action={
            <Button
              size="sm"
              disabled={again.isPending}
              onClick={() => again.mutate({ params: { knowledgeBaseId, sourceId } })}
            >
              <RefreshCwIcon aria-hidden /> Try again
            </Button>
          }
        />
      ) : null}
      {progress?.phase === 'cancelled' ? (
        <p className="border-t px-4 py-2.5 text-sm text-muted-foreground">
          Reading was stopped.{' '}
          {lastIngest ? 'What was read before stands.' : 'Read again to use this source.'}
        </p>
      ) : null}
      {lastIngest && !isReading ? <Summary summary={lastIngest} /> : null}
    </article>
  );
}

function Summary({ summary }: { summary: IngestSummary }) {
  const skipped = skippedWords(summary);
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t px-4 py-3 text-sm [&_dt]:text-muted-foreground">
      <dt>Holds</dt>
      <dd className="tabular">{sizeFacts(summary).join(' · ')}</dd>
      <dt>Last reading</dt>
      <dd className="tabular">
        <RelativeTime at={summary.finishedAt} />: {changeWords(summary)}
      </dd>
      {skipped ? (
        <>
          <dt>Left out</dt>
          <dd className="tabular">{skipped.replace(' left out', ' files')}</dd>
        </>
      ) : null}
      {summary.commit ? (
        <>
          <dt>Commit</dt>
          <dd className="flex items-center gap-1 font-mono text-xs">
            <GitCommitHorizontalIcon className="size-3.5 text-muted-foreground" aria-hidden />
            <span title={summary.commit}>{summary.commit.slice(0, 10)}</span>
            <CopyButton text={summary.commit} label="Copy the commit" className="size-5" />
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function RemoveSource({ source }: { source: Source }) {
  const [isOpen, setOpen] = useState(false);
  const { id: sourceId, knowledgeBaseId, name } = source;
  const remove = useApiMutation(deleteSource, {
    refreshes: ['knowledge', 'files'],
    onSuccess: () => setOpen(false),
  });
  return (
    <>
      <Tooltip label="Remove the source">
        <Button variant="quiet" size="icon-sm" aria-label={`Remove ${name}`} onClick={() => setOpen(true)}>
          <Trash2Icon aria-hidden />
        </Button>
      </Tooltip>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Remove ${name}`}
        confirmLabel="Remove the source"
        nameToType={name}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { knowledgeBaseId, sourceId } })}
      >
        What was read from it goes, and citations of past answers no longer open. The files themselves stay
        untouched.
      </ConfirmDialog>
    </>
  );
}
