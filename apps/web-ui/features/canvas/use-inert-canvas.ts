'use client';
import type { Catalogue, NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow } from '@codexos/protocol/flow';
import { useMemo } from 'react';
import type { CanvasContextValue } from './model/canvas-context';
import { createCanvasStore, setFlow } from './model/canvas-store';

interface InertCanvasOptions {
  flow: Flow;
  nodes: readonly NodeDescriptor[];
  /** Shows a node's details; a function that stays the same. */
  openDetails: () => void;
}

/** A canvas to look at, for a CanvasProvider: it is never checked, changed or run, and knows no workspace. */
export function useInertCanvas({ flow, nodes, openDetails }: InertCanvasOptions): CanvasContextValue {
  return useMemo(() => {
    const kinds = new Map(nodes.map((kind) => [kind.kind, kind]));
    const store = createCanvasStore(true);
    setFlow(store, flow, kinds);
    const catalogue: Catalogue = { nodes: [...nodes], tools: [], models: [], defaultModel: '' };
    return { store, kinds, catalogue, editor: undefined, openInspector: openDetails };
  }, [flow, nodes, openDetails]);
}
