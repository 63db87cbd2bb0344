'use client';
import { useSyncExternalStore } from 'react';
import { formatExact, formatRelative } from '@/lib/format';
import { minuteClock } from '@/lib/minute-clock';

/** `3 min. ago`, with the exact time on hover. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  const now = useSyncExternalStore(minuteClock.subscribe, minuteClock.get, minuteClock.get);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatExact(at)}
      className={className}
      suppressHydrationWarning
    >
      {formatRelative(at, Math.max(now, at))}
    </time>
  );
}
