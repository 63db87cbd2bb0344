import type { ListingSummary } from '@codexos/protocol/contracts/marketplace.contract';
import { BotIcon, WebhookIcon, WorkflowIcon } from 'lucide-react';
import type { ListingKind } from '@codexos/protocol/listing';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { FlowOutline } from './flow-outline';
import { cn } from '@/lib/utils';

const LOOKS: Record<ListingKind, { Glyph: typeof BotIcon; color: string }> = {
  flow: { Glyph: WorkflowIcon, color: 'bg-kind-retrieval/12 text-kind-retrieval' },
  agent: { Glyph: BotIcon, color: 'bg-kind-agent/12 text-kind-agent' },
  tool: { Glyph: WebhookIcon, color: 'bg-kind-tool/12 text-kind-tool' },
};

export function ListingCard({ listing }: { listing: ListingSummary }) {
  const { registry, slug, kind, name, description, tags, version, authorName, registryName, outline } =
    listing;
  const { Glyph, color } = LOOKS[kind];
  return (
    <li>
      <Link
        href={`/marketplace/${registry}/${slug}`}
        className="flex h-full flex-col gap-2.5 rounded-md border bg-card p-4 transition-colors duration-120 hover:border-input hover:bg-accent"
      >
        <span className="flex items-center gap-2.5">
          <span className={cn('flex size-8 shrink-0 items-center justify-center rounded-sm', color)}>
            <Glyph className="size-4" aria-hidden />
          </span>
          <span className="min-w-0">
            <span className="block truncate text-base font-medium">{name}</span>
            <span className="block truncate text-xs text-muted-foreground">
              {authorName ?? registryName} · {version}
            </span>
          </span>
        </span>
        {outline ? (
          <span className="rounded-sm border bg-background">
            <FlowOutline outline={outline} />
          </span>
        ) : null}
        <span className="line-clamp-3 flex-1 text-sm text-muted-foreground">{description}</span>
        <span className="flex flex-wrap gap-1">
          <Badge variant="outline">{kind}</Badge>
          {tags
            .filter((tag) => tag !== kind)
            .slice(0, 3)
            .map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
        </span>
      </Link>
    </li>
  );
}
