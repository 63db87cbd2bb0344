import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import { GitCompareIcon } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusLabel } from '@/components/ui/status-dot';
import { TableCell, TableRow } from '@/components/ui/table';
import { formatCompact, formatDuration } from '@/lib/format';

const TRIGGER: Record<RunSummary['trigger'], string> = {
  manual: 'a person',
  chat: 'chat',
  api: 'the API',
  flow: 'a flow',
  agent: 'an agent',
  cli: 'the command line',
  share: 'a share link',
  governance: 'governance',
  schedule: 'a schedule',
  webhook: 'a webhook',
  source: 'a changed source',
  evaluation: 'a trial',
};

export function RunRow({ run }: { run: RunSummary }) {
  const tokens = run.usage.inputTokens + run.usage.outputTokens;
  return (
    <TableRow className="relative">
      <TableCell>
        <StatusLabel status={run.status} />
      </TableCell>
      <TableCell className="w-full max-w-0">
        <div className="flex items-center gap-1.5">
          <Link href={`/runs/${run.id}`} className="truncate font-medium after:absolute after:inset-0">
            {run.name}
          </Link>
          {run.version === undefined ? null : (
            <span className="font-mono text-2xs text-muted-foreground">v{run.version}</span>
          )}
          {run.nodeId === undefined ? null : <Badge variant="outline">one node</Badge>}
          <span className="relative z-10 flex shrink-0 items-center opacity-0 group-hover:opacity-100 has-focus-visible:opacity-100 pointer-coarse:opacity-100">
            <CopyButton text={run.id} label={`Copy id of ${run.name}`} />
            <Link
              href={`/runs/compare?b=${run.id}`}
              aria-label={`Compare ${run.name} with another run`}
              title="Compare with another run"
              className="inline-flex size-6 items-center justify-center rounded-xs text-muted-foreground hover:bg-accent hover:text-foreground"
            >
              <GitCompareIcon className="size-3.5" aria-hidden />
            </Link>
          </span>
        </div>
        {run.error ? (
          <p className="-mt-1 truncate pb-1 text-xs text-destructive">{run.error.message}</p>
        ) : null}
      </TableCell>
      <TableCell className="text-muted-foreground max-[899px]:hidden">{TRIGGER[run.trigger]}</TableCell>
      <TableCell className="text-right font-mono text-xs tabular max-[599px]:hidden">
        {run.durationMs === undefined ? '–' : formatDuration(run.durationMs)}
      </TableCell>
      <TableCell className="text-right font-mono text-xs tabular max-[899px]:hidden">
        {tokens === 0 ? '–' : formatCompact(tokens)}
      </TableCell>
      <TableCell className="text-right whitespace-nowrap text-muted-foreground">
        <RelativeTime at={run.createdAt} />
      </TableCell>
    </TableRow>
  );
}
