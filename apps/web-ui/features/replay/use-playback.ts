'use client';
import { useEffect, useState } from 'react';

export const SPEEDS = [0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** Waits between events are kept, but nobody wants to watch a minute of nothing. */
const LONGEST_WAIT_MS = 900;
const SHORTEST_WAIT_MS = 16;

/** Where a replay stands. At the end it follows a run that still goes on. */
export function usePlayback(events: readonly { at: number }[]) {
  const [position, setPosition] = useState<number>();
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const count = position === undefined ? events.length : Math.min(position, events.length);
  const isAtEnd = count >= events.length;

  useEffect(() => {
    if (!isPlaying) return;
    const before = events[count - 1];
    const next = events[count];
    if (!next) {
      setPlaying(false);
      return;
    }
    const gap = before ? (next.at - before.at) / speed : 0;
    const timer = setTimeout(
      () => setPosition(count + 1),
      Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, gap)),
    );
    return () => clearTimeout(timer);
  }, [isPlaying, count, events, speed]);

  return {
    count,
    isAtEnd,
    isPlaying,
    speed,
    setSpeed,
    seek: (to: number) => setPosition(to >= events.length ? undefined : Math.max(0, to)),
    toggle: () => {
      if (!isPlaying && isAtEnd) setPosition(0);
      setPlaying(!isPlaying);
    },
    step: (by: number) => {
      setPlaying(false);
      setPosition(Math.max(0, Math.min(events.length, count + by)));
    },
  };
}

export type Playback = ReturnType<typeof usePlayback>;
