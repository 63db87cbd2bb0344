import type { ToolDetail } from '@codexos/protocol/contracts/tools.contract';
import { BotIcon, WorkflowIcon } from 'lucide-react';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';

/** Flows and agents that name the tool. */
export function ToolUsers({ usedBy: { flows, agents } }: { usedBy: ToolDetail['usedBy'] }) {
  if (flows.length + agents.length === 0) {
    return (
      <EmptyState icon="wrench" title="Nothing uses it yet">
        Choose it in a tool node on the canvas, or among the tools of an agent.
      </EmptyState>
    );
  }
  const users = [
    ...flows.map(({ id, name }) => ({ id, name, href: `/flows/${id}`, Glyph: WorkflowIcon, kind: 'flow' })),
    ...agents.map(({ id, name }) => ({ id, name, href: `/agents/${id}`, Glyph: BotIcon, kind: 'agent' })),
  ];
  return (
    <ul aria-label="Used by" className="mx-auto flex max-w-180 flex-col gap-2 p-6 max-[599px]:p-4">
      {users.map(({ id, name, href, Glyph, kind }) => (
        <li key={id}>
          <Link
            href={href}
            className="flex items-center gap-3 rounded-md border bg-card px-4 py-2.5 text-sm hover:bg-accent"
          >
            <Glyph className="size-4 shrink-0 text-muted-foreground" aria-hidden />
            <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
            <span className="text-xs text-muted-foreground">{kind}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
