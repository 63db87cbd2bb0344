'use client';
import { useEffect, useRef, type RefObject } from 'react';
import type { Point } from './model/editor';

/** Where the mouse was last seen over the canvas, in page coordinates; undefined while it is elsewhere. */
export function usePointer(container: RefObject<HTMLDivElement | null>): RefObject<Point | undefined> {
  const pointer = useRef<Point | undefined>(undefined);
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const onMove = (event: PointerEvent) => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const onLeave = () => {
      pointer.current = undefined;
    };
    element.addEventListener('pointermove', onMove, { passive: true });
    element.addEventListener('pointerleave', onLeave);
    return () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerleave', onLeave);
    };
  }, [container]);
  return pointer;
}
