'use client';
import type { RunFeedState } from '@/lib/socket/run-feed';
import { createContext, useContext } from 'react';

export interface ShownRun extends RunFeedState {
  runId: string;
  /** The one node that ran, alone. */
  nodeId?: string | undefined;
}

const ShownRunContext = createContext<ShownRun | undefined>(undefined);

/** The run that the canvas, the inspector and the panels show. */
export const ShownRunProvider = ShownRunContext.Provider;

export function useShownRun(): ShownRun | undefined {
  return useContext(ShownRunContext);
}
