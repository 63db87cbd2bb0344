'use client';
import { getAgent, updateAgent, type AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { autosaveStore, type Autosave } from '@/features/shell/autosave-store';
import { ApiError } from '@/lib/api/api-error';
import { callApi } from '@/lib/api/call-api';
import { createAgentDraftStore, type AgentDraftState, type AgentDraftStore } from './agent-draft-store';

const SAVE_AFTER_MS = 600;

/** The draft that is edited, kept in step with the server; its state shows in the status bar. */
export function useAgentDraft(detail: AgentDetail): AgentDraftState & { actions: AgentDraftStore } {
  const client = useQueryClient();
  const [actions] = useState(() => {
    const params = { agentId: detail.id };
    return createAgentDraftStore(detail, {
      save: (draft, revision) => callApi(updateAgent, { params, body: { ...draft, revision } }),
      load: () => callApi(getAgent, { params }),
      isConflict: (error) => error instanceof ApiError && error.wire.code === 'CONFLICT',
      delayMs: SAVE_AFTER_MS,
      now: Date.now,
    });
  });
  const state = useStore(actions.store);
  useEffect(() => {
    autosaveStore.setState({ autosave: toAutosave(state) });
  }, [state]);
  useEffect(
    () => () => {
      // What waits is saved when the page is left; lists then show the new name.
      void actions.flush().then(() => client.invalidateQueries({ queryKey: ['agents'] }));
      autosaveStore.setState({ autosave: undefined });
    },
    [actions, client],
  );
  return { ...state, actions };
}

function toAutosave({ status, savedAt, error }: AgentDraftState): Autosave {
  switch (status) {
    case 'saved':
      return { status: 'saved', at: savedAt };
    case 'waiting':
    case 'saving':
      return { status: 'saving' };
    case 'conflict':
      return { status: 'refused', message: 'changed elsewhere' };
    case 'failed':
      return {
        status: 'offline',
        message: error instanceof Error ? `not saved: ${error.message}` : 'not saved',
      };
  }
}
