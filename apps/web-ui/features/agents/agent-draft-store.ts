/** The draft of one agent on the screen: edits are saved by themselves, a draft changed elsewhere is never run over. */
import type { AgentConfig } from '@codexos/protocol/agent';
import type { AgentDetail, AgentProblem } from '@codexos/protocol/contracts/agents.contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface AgentDraft {
  name: string;
  description: string;
  config: AgentConfig;
}

export interface AgentDraftState {
  draft: AgentDraft;
  problems: readonly AgentProblem[];
  status: 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';
  savedAt: number | undefined;
  error: unknown;
}

export interface AgentDraftStore {
  store: StoreApi<AgentDraftState>;
  edit: (change: Partial<AgentDraft>) => void;
  /** Saves what waits; true when the server has the draft as it is on the screen. */
  flush: () => Promise<boolean>;
  /** After a conflict: my draft replaces the other one. */
  keepMine: () => Promise<void>;
  /** After a conflict: the other draft replaces mine. */
  takeTheirs: () => Promise<void>;
  /** Shows a draft that came from the server, such as a restored version. */
  replace: (detail: AgentDetail) => void;
  close: () => void;
}

export interface AgentDraftOptions {
  save: (draft: AgentDraft, revision: number) => Promise<AgentDetail>;
  load: () => Promise<AgentDetail>;
  isConflict: (error: unknown) => boolean;
  delayMs: number;
  now: () => number;
}

export function createAgentDraftStore(detail: AgentDetail, options: AgentDraftOptions): AgentDraftStore {
  const { save, load, isConflict, delayMs, now } = options;
  const store = createStore<AgentDraftState>(() => toState(detail));
  let revision = detail.revision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> | undefined;

  const replace = (fresh: AgentDetail) => {
    clearTimeout(timer);
    revision = fresh.revision;
    store.setState({ ...toState(fresh), savedAt: now() });
  };

  const saveOnce = async () => {
    const { draft } = store.getState();
    store.setState({ status: 'saving', error: undefined });
    try {
      const saved = await save(draft, revision);
      revision = saved.revision;
      const isSame = store.getState().draft === draft;
      store.setState({ problems: saved.problems, status: isSame ? 'saved' : 'waiting', savedAt: now() });
    } catch (error) {
      store.setState({ status: isConflict(error) ? 'conflict' : 'failed', error });
    }
  };

  const flush = async () => {
    clearTimeout(timer);
    await saving;
    while (['waiting', 'failed'].includes(store.getState().status)) {
      saving = saveOnce();
      await saving;
      if (store.getState().status === 'failed') break;
    }
    return store.getState().status === 'saved';
  };

  return {
    store,
    flush,
    replace,
    edit(change) {
      const { draft, status } = store.getState();
      store.setState({ draft: { ...draft, ...change } });
      if (status === 'conflict') return;
      if (status !== 'saving') store.setState({ status: 'waiting' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), delayMs);
    },
    async keepMine() {
      revision = (await load()).revision;
      store.setState({ status: 'waiting' });
      await flush();
    },
    async takeTheirs() {
      replace(await load());
    },
    close: () => clearTimeout(timer),
  };
}

function toState({ name, description, draft, problems }: AgentDetail): AgentDraftState {
  return {
    draft: { name, description, config: draft },
    problems,
    status: 'saved',
    savedAt: undefined,
    error: undefined,
  };
}
