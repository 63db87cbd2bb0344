'use client';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import Link from 'next/link';
import { ExternalLinkIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { StatusIcon } from '@/components/ui/status-dot';
import { SideBadge, type Side } from './side-badge';

interface RunPickerProps {
  side: Side;
  runs: readonly RunSummary[];
  runId: string | undefined;
  /** The run that the other side goes on from. */
  originId: string | undefined;
  onChoose: (runId: string) => void;
}

/** Chooses one side among the runs of the same flow or agent. */
export function RunPicker({ side, runs, runId, originId, onChoose }: RunPickerProps) {
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <SideBadge side={side} />
      <Select value={runId ?? ''} onValueChange={onChoose}>
        <SelectTrigger aria-label={`Run ${side}`} className="min-w-0 flex-1">
          <SelectValue placeholder="Choose a run" />
        </SelectTrigger>
        <SelectContent>
          {runs.map((run) => (
            <SelectItem key={run.id} value={run.id}>
              <span className="flex items-center gap-2">
                <StatusIcon status={run.status} />
                <RelativeTime at={run.createdAt} />
                {run.version === undefined ? null : (
                  <span className="font-mono text-2xs text-muted-foreground">v{run.version}</span>
                )}
                <span className="font-mono text-2xs text-muted-foreground">…{run.id.slice(-6)}</span>
                {run.id === originId ? (
                  <span className="text-2xs text-muted-foreground">gone on from</span>
                ) : null}
              </span>
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {runId === undefined ? null : (
        <Button asChild variant="quiet" size="icon-sm" className="max-[599px]:hidden">
          <Link href={`/runs/${runId}`} aria-label={`Open run ${side} in replay`} title="Open in replay">
            <ExternalLinkIcon aria-hidden />
          </Link>
        </Button>
      )}
    </div>
  );
}
