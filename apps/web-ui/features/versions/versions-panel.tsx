'use client';
import {
  createFlowVersion,
  listFlowVersions,
  publishFlow,
  restoreFlowVersion,
  unpublishFlow,
  type FlowVersionSummary,
} from '@codexos/protocol/contracts/flows.contract';
import { useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useCanvas } from '@/features/canvas/model/canvas-context';
import { triggersSheet } from '@/features/editor/triggers-sheet-store';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { VersionChanges } from './version-changes';

/** Versions of a flow: name one, compare it with the draft, take it back, publish it. */
export function VersionsPanel({ flowId }: { flowId: string }) {
  const { editor } = useCanvas();
  const { data, error } = useApiQuery(listFlowVersions, { params: { flowId } });
  return (
    <div className="flex flex-col">
      {editor ? <NameVersion flowId={flowId} /> : null}
      {error ? <ErrorNotice error={error} className="m-4" /> : null}
      {data ? null : error ? null : <Skeleton className="m-4 h-16" />}
      {data?.items.length === 0 ? (
        <p className="px-4 py-6 text-sm text-muted-foreground">
          No version yet. One is kept when you name it, publish, or run a changed draft.
        </p>
      ) : null}
      <ul aria-label="Versions">
        {data?.items.map((version) => (
          <li key={version.number} className="border-b px-4 py-2.5">
            <VersionRow flowId={flowId} version={version} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function NameVersion({ flowId }: { flowId: string }) {
  const [name, setName] = useState('');
  const create = useApiMutation(createFlowVersion);
  const publish = useApiMutation(publishFlow);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    create.mutate(
      { params: { flowId }, body: trimmed === '' ? {} : { name: trimmed } },
      {
        onSuccess: ({ number }) => {
          setName('');
          toast(`Version ${number} is kept`);
        },
      },
    );
  };
  const problem = create.error ?? publish.error;
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 border-b p-4">
      <div className="flex gap-2">
        <Input
          aria-label="Name of the version"
          placeholder="Name this version…"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" disabled={create.isPending}>
          Keep
        </Button>
      </div>
      <Button
        disabled={publish.isPending}
        onClick={() =>
          publish.mutate(
            { params: { flowId }, body: {} },
            { onSuccess: ({ number }) => toast(`Version ${number} is published`) },
          )
        }
      >
        Publish the draft
      </Button>
      <p className="text-xs text-muted-foreground">
        API tokens, agents and{' '}
        <button type="button" className="underline" onClick={() => triggersSheet.setState({ flowId })}>
          triggers
        </button>{' '}
        run the published version only.
      </p>
      {problem ? <ErrorNotice error={problem} /> : null}
    </form>
  );
}

function VersionRow({ flowId, version }: { flowId: string; version: FlowVersionSummary }) {
  const { editor } = useCanvas();
  const [isComparing, setComparing] = useState(false);
  const restore = useApiMutation(restoreFlowVersion);
  const publish = useApiMutation(publishFlow);
  const unpublish = useApiMutation(unpublishFlow);
  const { number, name, createdAt, isPublished, nodeCount } = version;
  const params = { flowId, number };
  const takeBack = () =>
    restore.mutate(
      { params },
      {
        onSuccess: () =>
          toast(`The draft is version ${number} again`, {
            description: 'Restore a later version to go back.',
          }),
        onError: () => toast.error('The version could not be restored'),
      },
    );
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <span className="font-mono text-xs">v{number}</span>
        <span className="min-w-0 flex-1 truncate text-sm">
          {name ?? <span className="text-muted-foreground">Unnamed</span>}
        </span>
        {isPublished ? <Badge variant="ok">published</Badge> : null}
      </div>
      <p className="text-xs text-muted-foreground">
        {formatCount(nodeCount, 'node')} · <RelativeTime at={createdAt} />
      </p>
      {isComparing ? <VersionChanges flowId={flowId} number={number} /> : null}
      <div className="-ml-2 flex flex-wrap">
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isComparing}
          onClick={() => setComparing(!isComparing)}
        >
          {isComparing ? 'Hide changes' : 'Compare'}
        </Button>
        {editor ? (
          <Button variant="quiet" size="sm" disabled={restore.isPending} onClick={takeBack}>
            Restore
          </Button>
        ) : null}
        {!editor ? null : isPublished ? (
          <Button variant="quiet" size="sm" onClick={() => unpublish.mutate({ params: { flowId } })}>
            Unpublish
          </Button>
        ) : (
          <Button
            variant="quiet"
            size="sm"
            onClick={() => publish.mutate({ params: { flowId }, body: { number } })}
          >
            Publish
          </Button>
        )}
      </div>
    </div>
  );
}
