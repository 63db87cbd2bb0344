'use client';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import { listFlows } from '@codexos/protocol/contracts/flows.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { listRuns } from '@codexos/protocol/contracts/runs.contract';
import { listTools } from '@codexos/protocol/contracts/tools.contract';
import { statusName } from '@/components/ui/status-dot';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount, formatRelative } from '@/lib/format';

export interface Finding {
  label: string;
  detail: string;
  icon: string;
  href: string;
}

/** What the palette can jump to, by kind. */
export function useFindings(): { heading: string; items: Finding[] }[] {
  const { data: flows } = useApiQuery(listFlows, { query: { limit: 100 } });
  const { data: agents } = useApiQuery(listAgents, {});
  const { data: tools } = useApiQuery(listTools, {});
  const { data: runs } = useApiQuery(listRuns, { query: { limit: 30 } });
  const { data: bases } = useApiQuery(listKnowledgeBases, {});
  return [
    {
      heading: 'Flows',
      items: (flows?.items ?? []).map(({ id, name, nodeCount }) => ({
        label: name,
        detail: formatCount(nodeCount, 'node'),
        icon: 'workflow',
        href: `/flows/${id}`,
      })),
    },
    {
      heading: 'Agents',
      items: (agents?.items ?? []).map(({ id, name, model }) => ({
        label: name,
        detail: model,
        icon: 'bot',
        href: `/agents/${id}`,
      })),
    },
    {
      heading: 'Tools',
      items: (tools?.items ?? []).map(({ id, label, method, host }) => ({
        label,
        detail: `${method} ${host}`,
        icon: 'webhook',
        href: `/tools/${id}`,
      })),
    },
    {
      heading: 'Knowledge',
      items: (bases?.items ?? []).map(({ id, name, fileCount }) => ({
        label: name,
        detail: formatCount(fileCount, 'file'),
        icon: 'database',
        href: `/knowledge/${id}`,
      })),
    },
    {
      heading: 'Runs',
      items: (runs?.items ?? []).map(({ id, name, status, createdAt }) => ({
        label: name,
        detail: `${statusName(status)}, ${formatRelative(createdAt, Date.now())}`,
        icon: 'activity',
        href: `/runs/${id}`,
      })),
    },
  ];
}
