import type { ListingSummary } from '@codexos/protocol/contracts/marketplace.contract';
import { BotIcon, WorkflowIcon } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';

export function ListingCard({ listing }: { listing: ListingSummary }) {
  const { registry, slug, kind, name, description, tags, version, authorName, registryName } = listing;
  const Glyph = kind === 'agent' ? BotIcon : WorkflowIcon;
  return (
    <li>
      <Link
        href={`/marketplace/${registry}/${slug}`}
        className="flex h-full flex-col gap-2.5 rounded-md border bg-card p-4 transition-colors duration-120 hover:border-input hover:bg-accent"
      >
        <span className="flex items-center gap-2.5">
          <span
            className={
              kind === 'agent'
                ? 'flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-agent/12 text-kind-agent'
                : 'flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-retrieval/12 text-kind-retrieval'
            }
          >
            <Glyph className="size-4" aria-hidden />
          </span>
          <span className="min-w-0">
            <span className="block truncate text-base font-medium">{name}</span>
            <span className="block truncate text-xs text-muted-foreground">
              {authorName ?? registryName} · {version}
            </span>
          </span>
        </span>
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
