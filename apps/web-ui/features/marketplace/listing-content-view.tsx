import type { ListedAgent, ListingContent } from '@codexos/protocol/listing';
import { BotIcon } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { ListedToolCard } from './listed-tool-card';
import { FlowPicture } from './flow-picture';

/** What a listing holds, to look at: the picture of a flow, the instructions of its agents, the requests of its tools. */
export function ListingContentView({ content }: { content: ListingContent }) {
  return (
    <div className="flex flex-col gap-4">
      {content.kind === 'flow' ? (
        <div className="overflow-hidden rounded-md border bg-canvas p-2">
          <FlowPicture flow={content.flow} />
        </div>
      ) : null}
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
