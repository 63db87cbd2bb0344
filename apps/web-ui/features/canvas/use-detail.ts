'use client';
import { useStoreApi } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';

/** Below these zooms the cards show their names alone, larger and then larger again, so that they stay readable. */
const NAMES_BELOW = 0.72;
const LARGE_NAMES_BELOW = 0.5;

export type Detail = 'full' | 'names' | 'large-names';

export function detailAt(zoom: number): Detail {
  if (zoom < LARGE_NAMES_BELOW) return 'large-names';
  return zoom < NAMES_BELOW ? 'names' : 'full';
}

/** Marks the canvas with how much its cards show. Style sheets do the rest, so that no card is drawn again. */
export function useDetail(container: RefObject<HTMLElement | null>): void {
  const flowApi = useStoreApi();
  useEffect(() => {
    let shown: Detail | undefined;
    const mark = ({ transform }: { transform: readonly [number, number, number] }) => {
      const detail = detailAt(transform[2]);
      if (detail === shown || !container.current) return;
      shown = detail;
      container.current.dataset.detail = detail;
    };
    mark(flowApi.getState());
    return flowApi.subscribe(mark);
  }, [flowApi, container]);
}
