'use client';
import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { openingView } from './model/opening-view';

const isMeasured = ({ width, height, panZoom }: ReactFlowState): boolean =>
  width > 0 && height > 0 && panZoom !== null;

/** Brings the flow into view once, as soon as the canvas has a size and the flow a node. */
export function useOpeningView(): void {
  const { store } = useCanvas();
  const { setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isReady = useStore(isMeasured);
  const hasNodes = useCanvasState(({ nodes }) => nodes.length > 0);
  const isOpen = useRef(false);
  useEffect(() => {
    if (!isReady || !hasNodes || isOpen.current) return;
    isOpen.current = true;
    void setViewport(openingView(store.getState().nodes, { width, height }));
  }, [isReady, hasNodes, width, height, setViewport, store]);
}
