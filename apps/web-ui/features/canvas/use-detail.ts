'use client';
import { useStoreApi } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';

type Detail = 'full' | 'names' | 'large-names' | 'largest-names';

/** Below these zooms the cards show their names alone, and larger and larger, so that they stay readable. */
function detailAt(zoom: number): Detail {
  if (zoom < 0.4) return 'largest-names';
  if (zoom < 0.5) return 'large-names';
  return zoom < 0.72 ? 'names' : 'full';
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
