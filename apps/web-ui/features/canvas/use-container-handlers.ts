'use client';
import { useReactFlow } from '@xyflow/react';
import { useMemo, type DragEvent, type KeyboardEvent } from 'react';
import { useCanvas } from './model/canvas-context';
import { CARD_WIDTH } from './model/geometry';
import { DRAG_TYPE } from './palette-item';
import type { CanvasParts } from './use-quick-add';

/** What the box around the canvas takes: kinds dragged out of the palette, and Tab at the cursor. */
export function useContainerHandlers({ navigator, pointer }: CanvasParts, openQuickAdd: () => void) {
  const { editor } = useCanvas();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent) => {
        if (!editor || !event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDrop: (event: DragEvent) => {
        const kind = event.dataTransfer.getData(DRAG_TYPE);
        if (!editor || kind === '') return;
        event.preventDefault();
        const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        editor.add(kind, { x: Math.round(at.x - CARD_WIDTH / 2), y: Math.round(at.y - 24) });
        navigator.current?.focus({ preventScroll: true });
      },
      // Tab adds at the cursor only for a hand on the mouse; who walks by keyboard must be able to walk on.
      onKeyDown: (event: KeyboardEvent) => {
        const isWalking = navigator.current?.matches(':focus-visible');
        if (event.key !== 'Tab' || event.shiftKey || isWalking || !editor || !pointer.current) return;
        if (event.target !== navigator.current) return;
        event.preventDefault();
        openQuickAdd();
      },
    }),
    [editor, navigator, pointer, openQuickAdd, screenToFlowPosition],
  );
}
