'use client';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useState, type RefObject } from 'react';
import type { LooseWire, Point } from './model/editor';
import { CARD_WIDTH } from './model/geometry';
import type { QuickAddRequest } from './quick-add';

/** Parts of the canvas that gestures need. */
export interface CanvasParts {
  container: RefObject<HTMLDivElement | null>;
  navigator: RefObject<HTMLDivElement | null>;
  pointer: RefObject<Point | undefined>;
}

/** The list of kinds at the cursor: where it opens, and where the node will go. */
export function useQuickAdd({ container, navigator, pointer }: CanvasParts) {
  const { screenToFlowPosition } = useReactFlow();
  const [quickAdd, setQuickAdd] = useState<QuickAddRequest>();
  const openQuickAdd = useCallback(
    (wire?: LooseWire, at?: Point) => {
      const box = container.current?.getBoundingClientRect();
      if (!box) return;
      const screen = at ?? pointer.current ?? { x: box.left + box.width / 2, y: box.top + box.height / 3 };
      const position = screenToFlowPosition(screen);
      setQuickAdd({
        left: screen.x - box.left,
        top: screen.y - box.top,
        position: wire
          ? { x: wire.side === 'out' ? position.x : position.x - CARD_WIDTH, y: position.y - 40 }
          : position,
        wire,
      });
    },
    [container, pointer, screenToFlowPosition],
  );
  const closeQuickAdd = useCallback(() => {
    setQuickAdd(undefined);
    navigator.current?.focus({ preventScroll: true });
  }, [navigator]);
  return { quickAdd, openQuickAdd, closeQuickAdd };
}
