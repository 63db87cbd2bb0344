'use client';
import { listAgents, type AgentSummary } from '@codexos/protocol/contracts/agents.contract';
import { BotIcon, DownloadIcon, EllipsisIcon, PlusIcon, UploadIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { CreateAgentDialog } from './create-agent-dialog';
import { downloadAgents } from './export-agents';
import { modelName } from './model-name';

const ImportAgentsDialog = dynamic(
  () => import('./import-agents-dialog').then((module) => module.ImportAgentsDialog),
  { ssr: false },
);

/** Every agent of the workspace. */
export function AgentList() {
  const { data, error } = useApiQuery(listAgents, {});
  const [isCreating, setCreating] = useState(false);
  return (
    <PageFrame
      breadcrumb={[{ label: 'Agents' }]}
      actions={<FileMenu hasAgents={(data?.items.length ?? 0) > 0} />}
      primary={
        <Button variant="primary" onClick={() => setCreating(true)}>
          <PlusIcon aria-hidden />
          <span className="max-[599px]:sr-only">New agent</span>
        </Button>
      }
    >
      <div className="mx-auto w-full max-w-240 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {data?.items.length === 0 ? (
          <EmptyState
            icon="bot"
            title="No agent yet"
            action={
              <Button variant="primary" onClick={() => setCreating(true)}>
                <PlusIcon aria-hidden /> New agent
              </Button>
            }
          >
            An agent is a set of instructions with a model, tools and knowledge. Flows, chats and other agents
            call it by its published version.
          </EmptyState>
        ) : null}
        <ul className="flex flex-col gap-2" aria-label="Agents">
          {data?.items.map((agent) => (
            <AgentRow key={agent.id} agent={agent} />
          ))}
          {data || error
            ? null
            : [0, 1, 2].map((index) => (
                <li key={index}>
                  <Skeleton className="h-16 rounded-md" />
                </li>
              ))}
        </ul>
      </div>
      <CreateAgentDialog isOpen={isCreating} onOpenChange={setCreating} />
    </PageFrame>
  );
}

/** Agents in and out as files. */
function FileMenu({ hasAgents }: { hasAgents: boolean }) {
  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon" aria-label="Import and export">
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setImporting(true)}>
            <UploadIcon aria-hidden /> Import from YAML…
          </DropdownMenuItem>
          <DropdownMenuItem disabled={!hasAgents} onSelect={() => void downloadAgents('agents')}>
            <DownloadIcon aria-hidden /> Export all as YAML
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isImporting ? <ImportAgentsDialog onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function AgentRow({ agent }: { agent: AgentSummary }) {
  const { id, name, description, model, toolCount, updatedAt, publishedVersion } = agent;
  return (
    <li>
      <Link
        href={`/agents/${id}`}
        className="flex items-center gap-3.5 rounded-md border bg-card px-4 py-3 transition-colors duration-120 hover:border-input hover:bg-accent"
      >
        <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-agent/12 text-kind-agent">
          <BotIcon className="size-4" aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-base font-medium">{name}</span>
            {publishedVersion === undefined ? (
              <Badge>not published</Badge>
            ) : (
              <Badge variant="ok">version {publishedVersion}</Badge>
            )}
          </span>
          <span className="block truncate text-xs text-muted-foreground">
            {description || modelName(model)}
          </span>
        </span>
        <span className="flex shrink-0 gap-5 text-xs text-muted-foreground tabular max-[599px]:hidden">
          <span>{modelName(model)}</span>
          <span className="w-14 text-right">{formatCount(toolCount, 'tool')}</span>
          <RelativeTime at={updatedAt} className="w-20 text-right" />
        </span>
      </Link>
    </li>
  );
}
