import type { RunStatus } from '@codexos/protocol/run-event';
import {
  CircleCheckIcon,
  CircleDashedIcon,
  CircleDotIcon,
  CirclePauseIcon,
  CircleSlashIcon,
  CircleXIcon,
  LoaderCircleIcon,
  RotateCwIcon,
} from 'lucide-react';
import { cn } from '@/lib/utils';

export type AnyStatus = RunStatus | 'retrying' | 'idle';

const STATUS = {
  idle: { label: 'Not run', icon: CircleDotIcon, color: 'text-muted-foreground' },
  queued: { label: 'Queued', icon: CircleDashedIcon, color: 'text-muted-foreground' },
  running: { label: 'Running', icon: LoaderCircleIcon, color: 'text-run' },
  retrying: { label: 'Retrying', icon: RotateCwIcon, color: 'text-warn' },
  paused: { label: 'Paused', icon: CirclePauseIcon, color: 'text-warn' },
  completed: { label: 'Completed', icon: CircleCheckIcon, color: 'text-ok' },
  failed: { label: 'Failed', icon: CircleXIcon, color: 'text-destructive' },
  cancelled: { label: 'Cancelled', icon: CircleSlashIcon, color: 'text-muted-foreground' },
} as const satisfies Record<AnyStatus, unknown>;

/** The status of a run or a node as an icon of its own shape, never as colour alone. */
export function StatusIcon({ status, className }: { status: AnyStatus; className?: string }) {
  const { icon: StatusGlyph, label, color } = STATUS[status];
  const isMoving = status === 'running';
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={cn('inline-flex shrink-0', color, className)}
    >
      <StatusGlyph className={cn('size-3.5', isMoving && 'animate-spin')} aria-hidden />
    </span>
  );
}

/** Icon and word. */
export function StatusLabel({ status, className }: { status: AnyStatus; className?: string }) {
  return (
    <span
      className={cn('inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap', className)}
    >
      <StatusIcon status={status} />
      {STATUS[status].label}
    </span>
  );
}

/** A small coloured dot for dense places; the name beside it must carry the word, or `label` does. */
export function StatusDot({
  status,
  label,
  className,
}: {
  status: AnyStatus;
  label?: string;
  className?: string;
}) {
  return (
    <span
      role="img"
      aria-label={label ?? STATUS[status].label}
      title={label ?? STATUS[status].label}
      className={cn(
        'inline-block size-1.5 shrink-0 rounded-full bg-current',
        STATUS[status].color,
        className,
      )}
    />
  );
}

export function statusName(status: AnyStatus): string {
  return STATUS[status].label;
}
