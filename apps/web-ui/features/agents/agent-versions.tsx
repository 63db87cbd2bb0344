'use client';
import {
  listAgentVersions,
  restoreAgentVersion,
  type AgentDetail,
  type AgentVersion,
} from '@codexos/protocol/contracts/agents.contract';
import type { AgentConfig } from '@codexos/protocol/agent';
import { GitCompareIcon, HistoryIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { modelName } from './model-name';

const CompareVersionsDialog = dynamic(
  () => import('./compare-versions-dialog').then((module) => module.CompareVersionsDialog),
  { ssr: false },
);

interface AgentVersionsProps {
  agentId: string;
  draft: AgentConfig;
  onRestored: (detail: AgentDetail) => void;
}

/** Every published state of the agent, the newest first. */
export function AgentVersions({ agentId, draft, onRestored }: AgentVersionsProps) {
  const { data, error } = useApiQuery(listAgentVersions, { params: { agentId } });
  const [compared, setCompared] = useState<number>();
  const restore = useApiMutation(restoreAgentVersion, {
    onSuccess: (detail) => {
      onRestored(detail);
      toast.success('The draft equals the version', { description: 'Publish it to put it into use.' });
    },
    onError: (problem) => toast.error('The version could not be restored', { description: problem.message }),
  });
  if (error && !data) return <ErrorNotice error={error} className="m-6" />;
  if (!data) return <Skeleton className="m-6 h-24 rounded-md" aria-busy="true" />;
  if (data.items.length === 0) {
    return (
      <EmptyState icon="tag" title="Not published yet">
        Publishing turns the draft into a numbered version. Flows, chats and other agents call the published
        one, so you can go on changing the draft in peace.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="mx-auto flex max-w-180 flex-col gap-2 p-6 max-[599px]:p-4" aria-label="Versions">
        {data.items.map((version) => (
          <VersionRow
            key={version.number}
            version={version}
            isRestoring={restore.isPending}
            onCompare={() => setCompared(version.number)}
            onRestore={() => restore.mutate({ params: { agentId, number: version.number } })}
          />
        ))}
      </ol>
      {compared === undefined ? null : (
        <CompareVersionsDialog
          versions={data.items}
          draft={draft}
          number={compared}
          onClose={() => setCompared(undefined)}
        />
      )}
    </>
  );
}

interface VersionRowProps {
  version: AgentVersion;
  isRestoring: boolean;
  onCompare: () => void;
  onRestore: () => void;
}

function VersionRow({ version, isRestoring, onCompare, onRestore }: VersionRowProps) {
  const { number, name, createdAt, isPublished, config } = version;
  return (
    <li className="flex items-center gap-3 rounded-md border bg-card px-4 py-2.5">
      <span className="w-8 font-mono text-sm tabular">{number}</span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{name ?? `Version ${number}`}</span>
          {isPublished ? <Badge variant="ok">published</Badge> : null}
        </span>
        <span className="block truncate text-xs text-muted-foreground">
          <RelativeTime at={createdAt} /> · {modelName(config.model)} ·{' '}
          {formatCount(config.tools.length, 'tool')}
        </span>
      </span>
      <Button size="sm" onClick={onCompare} aria-label={`Compare version ${number}`}>
        <GitCompareIcon aria-hidden /> <span className="max-[599px]:sr-only">Compare</span>
      </Button>
      <Button
        size="sm"
        disabled={isRestoring}
        onClick={onRestore}
        title="Makes the draft equal to this version"
      >
        <HistoryIcon aria-hidden /> Restore
      </Button>
    </li>
  );
}
