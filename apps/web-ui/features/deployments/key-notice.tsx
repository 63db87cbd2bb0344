'use client';
import { getAkashStatus } from '@codexos/protocol/contracts/deployments.contract';
import { FlaskConicalIcon, KeyRoundIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { wantedSecretLink } from '@/features/vault/wanted-secret';
import { useApiQuery } from '@/lib/api/use-api-query';

/** What is missing before anything can be deployed, and whether anything here is real. */
export function AkashNotices() {
  const { data } = useApiQuery(getAkashStatus, {});
  const search = useSearchParams().toString();
  const back = usePathname() + (search === '' ? '' : `?${search}`);
  if (!data) return null;
  return (
    <>
      {data.isSimulated ? (
        <p
          role="status"
          className="flex items-start gap-2.5 rounded-md border border-warn/40 bg-warn/8 p-3 text-sm"
        >
          <FlaskConicalIcon className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 break-words">
            <strong className="font-medium">Simulated.</strong> Deployments go to {data.server}, which is not
            Akash. No money moves and nothing stands on a chain.
          </span>
        </p>
      ) : null}
      {data.keyState === 'present' ? null : (
        <div role="status" className="flex items-start gap-2.5 rounded-md border bg-card p-3 text-sm">
          <KeyRoundIcon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
          <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-3">
            <p className="min-w-0">{data.hint}</p>
            <Button asChild size="sm">
              <Link
                href={
                  data.keyState === 'missing' ? wantedSecretLink({ name: 'AKASH_API_KEY', back }) : '/vault'
                }
              >
                {data.keyState === 'missing' ? 'Add the key' : 'Open the vault'}
              </Link>
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
