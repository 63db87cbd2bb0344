'use client';
import { useEffect, useState } from 'react';

/** The value as it was once it stood still for `delayMs`. */
export function useDebounced<TValue>(value: TValue, delayMs: number): TValue {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
