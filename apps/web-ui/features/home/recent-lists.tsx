'use client';
import type { Conversation } from '@codexos/protocol/contracts/conversations.contract';
import type { FlowSummary } from '@codexos/protocol/contracts/flows.contract';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { Icon } from '@/components/ui/icon';
import { StatusIcon } from '@/components/ui/status-dot';
import { partnerIcon } from '@/features/chat/partner';
import { formatCount, formatDuration } from '@/lib/format';
import { RecentCard, RecentRow } from './recent-card';

export interface Recent {
  conversations: readonly Conversation[];
  flows: readonly FlowSummary[];
  runs: readonly RunSummary[];
  bases: readonly KnowledgeBase[];
}

const SHOWN = 5;
const quiet = 'text-muted-foreground';

/** What was worked on last, by area; an area with nothing in it is left out. */
export function RecentLists({ conversations, flows, runs, bases }: Recent) {
  return (
    <div className="grid grid-cols-2 gap-3 max-[899px]:grid-cols-1">
      {conversations.length > 0 ? (
        <RecentCard title="Conversations" href="/chat">
          {conversations.slice(0, SHOWN).map(({ id, title, partner, updatedAt }) => (
            <RecentRow
              key={id}
              href={`/chat/${id}`}
              icon={<Icon name={partnerIcon(partner)} className={quiet} />}
              label={title}
              at={updatedAt}
            />
          ))}
        </RecentCard>
      ) : null}
      {runs.length > 0 ? (
        <RecentCard title="Runs" href="/runs">
          {runs.slice(0, SHOWN).map(({ id, name, status, durationMs, createdAt }) => (
            <RecentRow
              key={id}
              href={`/runs/${id}`}
              icon={<StatusIcon status={status} className="w-4 justify-center" />}
              label={name}
              detail={durationMs === undefined ? undefined : formatDuration(durationMs)}
              at={createdAt}
            />
          ))}
        </RecentCard>
      ) : null}
      {bases.length > 0 ? (
        <RecentCard title="Knowledge bases" href="/knowledge">
          {bases.slice(0, SHOWN).map(({ id, name, fileCount, updatedAt }) => (
            <RecentRow
              key={id}
              href={`/knowledge/${id}`}
              icon={<Icon name="database" className={quiet} />}
              label={name}
              detail={formatCount(fileCount, 'file')}
              at={updatedAt}
            />
          ))}
        </RecentCard>
      ) : null}
      {flows.length > 0 ? (
        <RecentCard title="Flows" href="/flows">
          {flows.slice(0, SHOWN).map(({ id, name, nodeCount, updatedAt }) => (
            <RecentRow
              key={id}
              href={`/flows/${id}`}
              icon={<Icon name="workflow" className={quiet} />}
              label={name}
              detail={formatCount(nodeCount, 'node')}
              at={updatedAt}
            />
          ))}
        </RecentCard>
      ) : null}
    </div>
  );
}
