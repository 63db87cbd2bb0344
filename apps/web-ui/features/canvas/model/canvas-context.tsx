'use client';
import type { Catalogue, NodeDescriptor } from '@codexos/protocol/catalogue';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CanvasState, CanvasStore } from './canvas-store';
import type { Editor } from './editor';

export interface CanvasContextValue {
  store: CanvasStore;
  kinds: ReadonlyMap<string, NodeDescriptor>;
  catalogue: Catalogue;
  /** Absent where nothing may be edited: in replay and on a phone. */
  editor: Editor | undefined;
  /** Shows a node's settings and what it saw in the run. */
  openInspector: (nodeId: string) => void;
  /** Asks for values and runs one node on them; absent where nothing can be run. */
  runAlone?: ((nodeId: string) => void) | undefined;
}

const CanvasContext = createContext<CanvasContextValue | undefined>(undefined);

export const CanvasProvider = CanvasContext.Provider;

export function useCanvas(): CanvasContextValue {
  const value = useContext(CanvasContext);
  if (!value) throw new Error('useCanvas is used outside a CanvasProvider');
  return value;
}

/** Reads from the canvas store; select the smallest thing that is needed. */
export function useCanvasState<TValue>(selector: (state: CanvasState) => TValue): TValue {
  return useStore(useCanvas().store, selector);
}
