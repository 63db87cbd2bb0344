'use client';
import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { toast } from 'sonner';
import { layoutFlow } from './layout/layout-flow';
import { useCanvas } from './model/canvas-context';

/** Arranges the nodes from left to right as one undoable step, then shows all of them. */
export function useTidy(): () => Promise<void> {
  const { store, editor } = useCanvas();
  const { fitView } = useReactFlow();
  return useCallback(async () => {
    const { nodes, edges } = store.getState();
    if (!editor || nodes.length === 0) return;
    try {
      editor.move(await layoutFlow(nodes, edges));
      requestAnimationFrame(() => void fitView({ padding: 0.15, maxZoom: 1, duration: 150 }));
    } catch (error) {
      toast.error('The nodes could not be arranged', {
        description: error instanceof Error ? error.message : String(error),
      });
    }
  }, [store, editor, fitView]);
}
