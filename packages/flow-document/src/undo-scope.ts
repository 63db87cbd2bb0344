import * as Y from 'yjs';
import type { EditOrigin } from './edit.ts';
import { flowMaps } from './layout.ts';

export interface UndoScope {
  undo: () => void;
  redo: () => void;
  canUndo: () => boolean;
  canRedo: () => boolean;
  /** Ends the present step: the next edit begins one of its own. Edits without a call between them that follow
   * each other within the merge time are one step, as typing should be. */
  separate: () => void;
  clear: () => void;
  /** Calls back when something can be undone or redone that could not before, or the other way round. */
  subscribe: (listener: () => void) => () => void;
  destroy: () => void;
}

export interface UndoOptions {
  /** Edits closer together than this in ms are one step unless `separate` was called. */
  mergeMs?: number;
}

/** Undo for one editor: only edits with one of the given origins, never those of other people. */
export function createUndoScope(
  doc: Y.Doc,
  origins: readonly EditOrigin[],
  { mergeMs = 800 }: UndoOptions = {},
): UndoScope {
  const { meta, settings, nodes, edges } = flowMaps(doc);
  const manager = new Y.UndoManager([meta, settings, nodes, edges], {
    trackedOrigins: new Set(origins),
    captureTimeout: mergeMs,
  });
  return {
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    separate: () => manager.stopCapturing(),
    clear: () => manager.clear(),
    subscribe(listener) {
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const;
      for (const event of events) manager.on(event, listener);
      return () => {
        for (const event of events) manager.off(event, listener);
      };
    },
    destroy: () => manager.destroy(),
  };
}
