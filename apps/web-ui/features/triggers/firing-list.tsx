'use client';
import { listFirings } from '@codexos/protocol/contracts/triggers.contract';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiQuery } from '@/lib/api/use-api-query';
import { FiringLine } from './firing-line';

const SHOWN = 20;
const REFRESH_MS = 5_000;

/** What came of the last times a trigger fired, the newest first. */
export function FiringList({ triggerId }: { triggerId: string }) {
  const { data, error } = useApiQuery(
    listFirings,
    { params: { triggerId }, query: { limit: SHOWN } },
    { refetchInterval: REFRESH_MS },
  );
  if (error && !data) return <ErrorNotice error={error} />;
  if (!data) return <Skeleton className="h-10 rounded-md" aria-busy="true" />;
  if (data.items.length === 0) return <p className="text-xs text-muted-foreground">It has not fired yet.</p>;
  return (
    <ol className="flex max-h-72 flex-col gap-1.5 overflow-y-auto" aria-label="History" tabIndex={0}>
      {data.items.map((firing) => (
        <li key={firing.id} className="text-xs text-muted-foreground">
          <FiringLine firing={firing} />
          {firing.error ? (
            <p className="pl-5">
              {firing.error.message} {firing.error.hint}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
