'use client';
import {
  forkListing,
  getListing,
  getListingFile,
  registryKeySchema,
  withdrawListing,
  type ListingDetail,
  type RegistryKey,
} from '@codexos/protocol/contracts/marketplace.contract';
import { DownloadIcon, GitForkIcon, Trash2Icon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Markdown } from '@/components/markdown';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { callApi } from '@/lib/api/call-api';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { downloadJson } from '@/lib/download-json';
import { ListingContentView } from './listing-content-view';
import { ListingFacts } from './listing-facts';
import { openFork } from './open-fork';

/** One listing: what it is, what it holds, who vouches for it, what it needs, and the way to fork it. */
export function ListingPage({ registry, slug }: { registry: string; slug: string }) {
  const router = useRouter();
  const key = registryKeySchema.safeParse(registry);
  const registryKey: RegistryKey = key.success ? key.data : 'builtin';
  const [version, setVersion] = useState<string>();
  const params = { registry: registryKey, slug };
  const { data, error } = useApiQuery(getListing, { params, query: version ? { version } : {} });
  const fork = useApiMutation(forkListing, {
    refreshes: ['flows', 'agents', 'tools', 'system', 'marketplace'],
    onSuccess: (made) => {
      toast.success(`${made.name} is yours to change`);
      router.push(openFork(made));
    },
  });
  const exportFile = async () => {
    const file = await callApi(getListingFile, { params, query: version ? { version } : {} });
    downloadJson(`${slug}-${file.listing.version}`, file);
  };
  return (
    <PageFrame
      breadcrumb={[{ label: 'Marketplace', href: '/marketplace' }, { label: data?.listing.name ?? slug }]}
      actions={
        data ? (
          <>
            {registryKey === 'server' ? <Withdraw detail={data} /> : null}
            <Button variant="quiet" onClick={() => void exportFile()}>
              <DownloadIcon aria-hidden />
              <span className="max-[599px]:sr-only">Export as a file</span>
            </Button>
          </>
        ) : undefined
      }
      primary={
        data ? (
          <Button
            variant="primary"
            disabled={fork.isPending}
            onClick={() => fork.mutate({ params, body: { version: data.listing.version } })}
          >
            <GitForkIcon aria-hidden />
            <span className="max-[599px]:sr-only">Fork into this workspace</span>
          </Button>
        ) : undefined
      }
    >
      {error && !data ? <ErrorNotice error={error} className="m-6" /> : null}
      {fork.error ? <ErrorNotice error={fork.error} className="mx-6 mt-6" /> : null}
      {data ? <Detail detail={data} onVersion={setVersion} /> : null}
      {data || error ? null : <Skeleton className="m-6 h-80 rounded-md" />}
    </PageFrame>
  );
}

function Detail({ detail, onVersion }: { detail: ListingDetail; onVersion: (version: string) => void }) {
  const { listing, versions } = detail;
  return (
    <div className="mx-auto grid w-full max-w-280 grid-cols-[minmax(0,1fr)_18rem] gap-8 p-6 max-[899px]:grid-cols-1 max-[599px]:p-4">
      <div className="flex min-w-0 flex-col gap-5">
        <header className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <h1 className="text-lg font-semibold tracking-tight">{listing.name}</h1>
            <Badge variant="outline">{listing.content.kind}</Badge>
            <Badge>{listing.version}</Badge>
          </div>
          <p className="max-w-[72ch] text-base text-muted-foreground">{listing.description}</p>
          <div className="flex flex-wrap gap-1.5">
            {listing.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </div>
        </header>
        <ListingContentView content={listing.content} />
        {listing.readme.trim() === '' ? null : (
          <section aria-label="Readme" className="max-w-[72ch] text-sm">
            <Markdown text={listing.readme} />
          </section>
        )}
      </div>
      <aside aria-label="About this listing" className="flex flex-col gap-5">
        <ListingFacts detail={detail} />
        <section aria-label="Versions" className="flex flex-col gap-1.5 text-sm">
          <h2 className="text-2xs font-medium tracking-wide text-muted-foreground uppercase">Versions</h2>
          <ul>
            {versions.map((version) => (
              <li key={version}>
                <button
                  type="button"
                  aria-current={version === listing.version}
                  onClick={() => onVersion(version)}
                  className="rounded-xs font-mono text-xs text-muted-foreground hover:text-foreground hover:underline aria-[current=true]:text-foreground"
                >
                  {version}
                </button>
              </li>
            ))}
          </ul>
          <p className="text-xs text-muted-foreground">
            Published <RelativeTime at={listing.publishedAt} />
          </p>
        </section>
      </aside>
    </div>
  );
}

function Withdraw({ detail: { listing } }: { detail: ListingDetail }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useApiMutation(withdrawListing, { onSuccess: () => router.push('/marketplace') });
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        <Trash2Icon aria-hidden />
        <span className="max-[599px]:sr-only">Withdraw…</span>
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Withdraw ${listing.name}`}
        confirmLabel="Withdraw the listing"
        isPending={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate({ params: { slug: listing.slug } })}
      >
        Nobody can fork it from here any more. Forks that exist stay, and so does what you made.
      </ConfirmDialog>
    </>
  );
}
