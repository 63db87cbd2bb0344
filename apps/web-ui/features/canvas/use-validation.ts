'use client';
import { validateFlow } from '@codexos/protocol/contracts/flows.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { FlowId } from '@codexos/protocol/ids';
import { useEffect } from 'react';
import { callApi } from '@/lib/api/call-api';
import { setProblems, type CanvasStore } from './model/canvas-store';

const QUIET_MS = 350;

/** The errors of the flow as it stands this moment, which the canvas shows from then on. */
export async function errorsNow(store: CanvasStore, flowId: string): Promise<number> {
  const { flow } = store.getState();
  const { problems } = await callApi(validateFlow, { body: { flow, flowId: flowId as FlowId } });
  setProblems(store, problems);
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** Asks the server for the problems of the flow whenever it stood still for a moment. */
export function useValidation(store: CanvasStore, flowId: string, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let controller = new AbortController();
    let last: Flow | undefined;
    const validate = async (flow: Flow) => {
      controller.abort();
      controller = new AbortController();
      const { signal } = controller;
      try {
        const { problems } = await callApi(
          validateFlow,
          { body: { flow, flowId: flowId as FlowId } },
          signal,
        );
        if (!signal.aborted) setProblems(store, problems);
      } catch {
        // Without an answer the last known problems stand; the status bar already says that the server is away.
      }
    };
    const onChange = () => {
      const { flow } = store.getState();
      if (flow === last) return;
      last = flow;
      clearTimeout(timer);
      timer = setTimeout(() => void validate(flow), QUIET_MS);
    };
    onChange();
    const stop = store.subscribe(onChange);
    return () => {
      stop();
      clearTimeout(timer);
      controller.abort();
    };
  }, [store, flowId, isActive]);
}
