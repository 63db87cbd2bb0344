'use client';
import { listForks, type Fork } from '@codexos/protocol/contracts/marketplace.contract';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useApiQuery } from '@/lib/api/use-api-query';
import { openFork } from './open-fork';
import { UpdateDialog } from './update-dialog';

/** Forks whose listing has a newer version. Nothing is shown while everything is up to date. */
export function ForksPanel() {
  const { data } = useApiQuery(listForks, {});
  const [chosen, setChosen] = useState<Fork>();
  const outdated = data?.items.filter(({ update }) => update !== undefined) ?? [];
  if (outdated.length === 0) return null;
  return (
    <section aria-label="Updates" className="rounded-md border border-primary/40 bg-primary/6">
      <ul className="divide-y">
        {outdated.map((fork) => (
          <li key={fork.id} className="flex flex-wrap items-center gap-3 px-4 py-2.5 text-sm">
            <span className="min-w-0 flex-1">
              <Link href={openFork(fork)} className="font-medium underline-offset-4 hover:underline">
                {fork.name}
              </Link>{' '}
              was forked from {fork.lineage.slug} {fork.lineage.version}; {fork.update} is out.
            </span>
            <Button size="sm" onClick={() => setChosen(fork)}>
              See what changes
            </Button>
          </li>
        ))}
      </ul>
      {chosen ? <UpdateDialog fork={chosen} onClose={() => setChosen(undefined)} /> : null}
    </section>
  );
}
