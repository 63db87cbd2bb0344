import type { Worker } from '@codexos/protocol/contracts/queue.contract';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';

/** The processes that work on runs, each with its last sign of life. */
export function WorkerList({ workers, isShared }: { workers: readonly Worker[]; isShared: boolean }) {
  return (
    <>
      <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Processes">
        {workers.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} />
        ))}
      </ul>
      <p className="text-xs text-muted-foreground">
        {isShared
          ? 'Servers and workers that share this database. When one of them dies, another goes on with its runs within seconds.'
          : 'One process works on everything. With Postgres and Redis any number of servers and workers share the work.'}
      </p>
    </>
  );
}

function WorkerRow({ worker }: { worker: Worker }) {
  const { kind, host, pid, concurrency, runningCount, startedAt, seenAt, isLost } = worker;
  const share = concurrency === 0 ? 0 : Math.min(100, (runningCount / concurrency) * 100);
  return (
    <li className="grid grid-cols-[1fr_10rem_auto] items-center gap-4 px-4 py-2.5 max-[599px]:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="flex items-center gap-2 text-sm font-medium">
          {kind === 'worker' ? 'Worker' : 'Server'}
          <span className="truncate font-mono text-xs font-normal text-muted-foreground">
            {host} · {pid}
          </span>
        </p>
        <p className="text-xs text-muted-foreground">
          started <RelativeTime at={startedAt} />
        </p>
      </div>
      <div className="max-[599px]:hidden">
        {concurrency === 0 ? (
          <p className="text-xs text-muted-foreground">leaves runs to workers</p>
        ) : (
          <>
            <p className="mb-1 text-xs text-muted-foreground tabular">
              {runningCount} of {concurrency} places taken
            </p>
            <div className="h-1 rounded-full bg-muted">
              <div className="h-full rounded-full bg-run" style={{ width: `${share}%` }} />
            </div>
          </>
        )}
      </div>
      {isLost ? (
        <Badge variant="destructive">
          silent since <RelativeTime at={seenAt} />
        </Badge>
      ) : (
        <Badge variant="ok">alive</Badge>
      )}
    </li>
  );
}
