'use client';
import type { ListedAgent, ListingContent } from '@codexos/protocol/listing';
import { BotIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Badge } from '@/components/ui/badge';
import { Skeleton } from '@/components/ui/skeleton';
import { ListedToolCard } from './listed-tool-card';

const FlowPreview = dynamic(() => import('./flow-preview').then((module) => module.FlowPreview), {
  ssr: false,
  loading: () => <Skeleton className="h-96 rounded-md" />,
});

/** What a listing holds, to look at: the drawing of a flow, the instructions of its agents, the requests of its tools. */
export function ListingContentView({ content }: { content: ListingContent }) {
  return (
    <div className="flex flex-col gap-4">
      {content.kind === 'flow' ? <FlowPreview flow={content.flow} /> : null}
      {content.kind === 'flow'
        ? content.flows.map(({ key, flow }) => (
            <section key={key} aria-label={flow.name} className="flex flex-col gap-2">
              <h3 className="text-base font-medium">{flow.name}, which it calls</h3>
              <FlowPreview flow={flow} />
            </section>
          ))
        : null}
      {content.agents.map((agent) => (
        <AgentCard key={agent.key} agent={agent} />
      ))}
      {content.tools.map((tool) => (
        <ListedToolCard key={tool.document.name} tool={tool} isAlong={content.kind !== 'tool'} />
      ))}
    </div>
  );
}

function AgentCard({ agent: { name, description, config } }: { agent: ListedAgent }) {
  return (
    <section aria-label={name} className="flex flex-col gap-3 rounded-md border bg-card p-4">
      <header className="flex items-center gap-2.5">
        <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-agent/12 text-kind-agent">
          <BotIcon className="size-4" aria-hidden />
        </span>
        <div className="min-w-0">
          <h3 className="text-base font-medium">{name}</h3>
          <p className="text-xs text-muted-foreground">{description}</p>
        </div>
      </header>
      <pre
        className="max-h-60 overflow-auto rounded-sm bg-muted/50 p-3 font-sans text-sm whitespace-pre-wrap"
        tabIndex={0}
        aria-label={`Instructions of ${name}`}
      >
        {config.instructions || 'No instructions.'}
      </pre>
      <div className="flex flex-wrap gap-1.5">
        <Badge variant="outline">{config.mode === 'planner' ? 'plans its steps' : 'works directly'}</Badge>
        <Badge variant="outline">{config.model}</Badge>
        {config.tools.map((tool) => (
          <Badge key={tool}>{tool}</Badge>
        ))}
      </div>
    </section>
  );
}
