import { agentConfigSchema } from '@codexos/protocol/agent';
import type { AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAgentDraftStore, type AgentDraft } from './agent-draft-store';

const detail = (revision: number, name = 'Guide'): AgentDetail =>
  ({
    id: '01A',
    name,
    description: '',
    draft: agentConfigSchema.parse({}),
    problems: [],
    revision,
  }) as unknown as AgentDetail;

/** A server that keeps one agent and refuses saves of an old revision. */
function createServer() {
  let current = detail(1);
  return {
    get: () => current,
    changeElsewhere: () => {
      current = detail(current.revision + 1, 'Theirs');
    },
    save: vi.fn(async (draft: AgentDraft, revision: number) => {
      if (revision !== current.revision) throw new Error('conflict');
      current = detail(revision + 1, draft.name);
      return current;
    }),
  };
}

function open() {
  const server = createServer();
  const agent = createAgentDraftStore(server.get(), {
    save: server.save,
    load: async () => server.get(),
    isConflict: (error) => error instanceof Error && error.message === 'conflict',
    delayMs: 500,
    now: () => 7,
  });
  return { server, agent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createAgentDraftStore', () => {
  it('saves once after the last edit', async () => {
    const { server, agent } = open();
    agent.edit({ name: 'A' });
    agent.edit({ name: 'AB' });
    expect(agent.store.getState().status).toBe('waiting');
    await vi.advanceTimersByTimeAsync(500);
    expect(server.save).toHaveBeenCalledTimes(1);
    expect(server.get().name).toBe('AB');
    expect(agent.store.getState()).toMatchObject({ status: 'saved', savedAt: 7 });
  });

  it('saves again what was typed during a save', async () => {
    const { server, agent } = open();
    agent.edit({ name: 'A' });
    const flushed = agent.flush();
    agent.edit({ name: 'AB' });
    await flushed;
    expect(server.get().name).toBe('AB');
    expect(agent.store.getState().status).toBe('saved');
  });

  it('stops at a conflict and keeps either side', async () => {
    for (const [choice, name] of [
      ['keepMine', 'Mine'],
      ['takeTheirs', 'Theirs'],
    ] as const) {
      const { server, agent } = open();
      server.changeElsewhere();
      agent.edit({ name: 'Mine' });
      expect(await agent.flush()).toBe(false);
      expect(agent.store.getState().status).toBe('conflict');
      await agent[choice]();
      expect(server.get().name).toBe(name);
      expect(agent.store.getState()).toMatchObject({ status: 'saved', draft: { name } });
    }
  });

  it('tries again after a failure', async () => {
    const { server, agent } = open();
    server.save.mockRejectedValueOnce(new Error('offline'));
    agent.edit({ name: 'A' });
    expect(await agent.flush()).toBe(false);
    expect(agent.store.getState().status).toBe('failed');
    expect(await agent.flush()).toBe(true);
    expect(server.get().name).toBe('A');
  });
});
