'use client';
import { listListings } from '@codexos/protocol/contracts/marketplace.contract';
import type { ListingKind } from '@codexos/protocol/listing';
import { LibraryIcon, SearchIcon, UploadIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { useDebounced } from '@/lib/use-debounced';
import { cn } from '@/lib/utils';
import { ForksPanel } from './forks-panel';
import { ImportListingDialog } from './import-listing-dialog';
import { ListingCard } from './listing-card';
import { RegistriesDialog } from './registries-dialog';

const KINDS: readonly { kind: ListingKind | undefined; label: string }[] = [
  { kind: undefined, label: 'All' },
  { kind: 'flow', label: 'Flows' },
  { kind: 'agent', label: 'Agents' },
  { kind: 'tool', label: 'Tools' },
];

/** Flows, agents and tools to fork: those that come with the app, those published here, those of other registries. */
export function MarketplacePage() {
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<ListingKind>();
  const [tag, setTag] = useState<string>();
  const [dialog, setDialog] = useState<'import' | 'registries'>();
  const query = useDebounced(words, 150);
  const { data, error } = useApiQuery(
    listListings,
    { query: { query, ...(kind ? { kind } : {}), ...(tag ? { tag } : {}) } },
    { placeholderData: (previous) => previous },
  );
  const broken = data?.registries.filter(({ state }) => state !== 'ready') ?? [];
  return (
    <PageFrame
      breadcrumb={[{ label: 'Marketplace' }]}
      actions={
        <Button variant="quiet" onClick={() => setDialog('registries')}>
          <LibraryIcon aria-hidden />
          <span className="max-[599px]:sr-only">Registries</span>
        </Button>
      }
      primary={
        <Button variant="primary" onClick={() => setDialog('import')}>
          <UploadIcon aria-hidden />
          <span className="max-[599px]:sr-only">Import a file</span>
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-280 flex-col gap-5 p-6 max-[599px]:p-4">
        <ForksPanel />
        <div className="flex flex-wrap items-center gap-3">
          <div className="relative w-80 max-[599px]:w-full">
            <SearchIcon
              className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
              aria-hidden
            />
            <Input
              aria-label="Search the marketplace"
              placeholder="Search the marketplace"
              className="pl-8"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <div role="group" aria-label="Kind" className="flex rounded-md border bg-card p-0.5">
            {KINDS.map(({ kind: value, label }) => (
              <Button
                key={label}
                size="sm"
                variant={kind === value ? 'secondary' : 'ghost'}
                aria-pressed={kind === value}
                onClick={() => setKind(value)}
              >
                {label}
              </Button>
            ))}
          </div>
          {data ? (
            <span className="text-xs text-muted-foreground" aria-live="polite">
              {formatCount(data.items.length, 'listing')}
            </span>
          ) : null}
        </div>
        {data ? (
          <div role="group" aria-label="Tags" className="-mt-1 flex flex-wrap gap-1.5">
            {data.tags.slice(0, 14).map(({ tag: name, count }) => (
              <button
                key={name}
                type="button"
                aria-pressed={tag === name}
                onClick={() => setTag(tag === name ? undefined : name)}
                className={cn(
                  'rounded-full border px-2.5 py-0.5 text-xs text-muted-foreground hover:bg-accent',
                  tag === name && 'border-primary bg-primary/12 text-primary-text',
                )}
              >
                {name} <span className="tabular">{count}</span>
              </button>
            ))}
          </div>
        ) : null}
        {error && !data ? <ErrorNotice error={error} /> : null}
        {broken.map(({ key, name, problem }) => (
          <p key={key} role="status" className="rounded-md border border-warn/40 bg-warn/8 px-3 py-2 text-sm">
            {name} cannot be read right now. {problem}
          </p>
        ))}
        {data?.items.length === 0 ? (
          <EmptyState icon="search" title="Nothing fits">
            Try fewer words, or add another registry.
          </EmptyState>
        ) : null}
        <ul aria-label="Listings" className="grid grid-cols-[repeat(auto-fill,minmax(17rem,1fr))] gap-3">
          {data?.items.map((listing) => (
            <ListingCard key={`${listing.registry}/${listing.slug}`} listing={listing} />
          ))}
          {data || error
            ? null
            : [0, 1, 2, 3, 4, 5].map((index) => (
                <li key={index}>
                  <Skeleton className="h-36 rounded-md" />
                </li>
              ))}
        </ul>
      </div>
      {dialog === 'import' ? <ImportListingDialog onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'registries' ? (
        <RegistriesDialog registries={data?.registries ?? []} onClose={() => setDialog(undefined)} />
      ) : null}
    </PageFrame>
  );
}
