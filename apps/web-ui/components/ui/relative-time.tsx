'use client';
import { useSyncExternalStore } from 'react';
import { formatExact, formatRelative } from '@/lib/format';
import { minuteClock } from '@/lib/minute-clock';

/** The clock ticks once a minute: what happened since its last tick is no future. */
const TICK_MS = 60_000;

/** `3 min. ago` or `in 3 days`, with the exact time on hover. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  const now = useSyncExternalStore(minuteClock.subscribe, minuteClock.get, minuteClock.get);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatExact(at)}
      className={className}
      suppressHydrationWarning
    >
      {formatRelative(at, at - now > TICK_MS ? now : Math.max(now, at))}
    </time>
  );
}
