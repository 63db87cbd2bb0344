import { createTestRepository, type TestRepository } from '@codexos/application/testing';
import type { AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import type { Conversation, Message } from '@codexos/protocol/contracts/conversations.contract';
import type { RunEvent } from '@codexos/protocol/run-event';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let repository: TestRepository;
let sourceId: string;

beforeAll(async () => {
  repository = await createTestRepository({
    'README.md': '# Ledger\n\nLedger keeps the accounts of small clubs.\n',
    'src/ledger.ts':
      '/** Opens the ledger of a club from a file. */\nexport function openLedger(path: string): string {\n  return path;\n}\n',
  });
  server = await startTestServer({ fixedRoots: [repository.folder] });
  const { application, principal } = server.test;
  const base = await application.services.knowledge.createBase(principal.workspaceId, {
    name: 'Ledger',
    description: '',
  });
  const source = await application.services.knowledge.addSource({
    workspaceId: principal.workspaceId,
    knowledgeBaseId: base.id,
    kind: 'folder',
    location: repository.folder,
  });
  await application.services.knowledge.whenRead(principal.workspaceId, source.id);
  sourceId = source.id;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await repository[Symbol.asyncDispose]();
});

describe('agents over REST', () => {
  it('are saved with a revision, so that two people cannot overwrite each other', async () => {
    const agent = await createAgent('Librarian', {});
    const first = await server.request('PUT', `/api/v1/agents/${agent.id}`, {
      body: { name: 'Archivist', revision: agent.revision },
    });
    expect(first.body).toMatchObject({ name: 'Archivist', revision: agent.revision + 1 });
    const second = await server.request('PUT', `/api/v1/agents/${agent.id}`, {
      body: { name: 'Curator', revision: agent.revision },
    });
    expect([second.status, second.body]).toEqual([
      409,
      expect.objectContaining({ error: expect.objectContaining({ code: 'CONFLICT' }) }),
    ]);
  });

  it('cut a version when they are published, and refuse to be published with what is not there', async () => {
    const broken = await createAgent('Broken', { tools: ['teleport'], knowledge: ['source'] });
    expect(broken.problems).toEqual([expect.objectContaining({ path: 'tools.0' })]);
    expect((await server.request('POST', `/api/v1/agents/${broken.id}/publish`, { body: {} })).status).toBe(
      422,
    );
    const agent = await createAgent('Fine', {});
    expect(
      (await server.request('POST', `/api/v1/agents/${agent.id}/publish`, { body: {} })).body,
    ).toMatchObject({ number: 1, isPublished: true });
    expect(
      (await server.request('POST', `/api/v1/agents/${agent.id}/publish`, { body: {} })).body,
    ).toMatchObject({ number: 1 });
  });

  it('plan, search, remember and answer with citations in the test pane', async () => {
    const agent = await createAgent('Planner', {
      mode: 'planner',
      knowledge: ['source'],
      memory: { scope: 'agent', maxEntries: 10, maxEntryLength: 500 },
      reflectionRounds: 1,
    });
    const { id } = (
      await server.request('POST', `/api/v1/agents/${agent.id}/runs`, {
        body: { request: 'Find how the ledger is opened and what Ledger keeps.', source: { sourceId } },
      })
    ).body as { id: string };
    const events = await eventsOf(id);
    const types = events.map((event) => event.type);
    expect(types).toEqual(
      expect.arrayContaining(['plan-write', 'plan-update', 'retrieval', 'memory-write', 'run-end']),
    );
    const end = events.at(-1);
    expect(end).toMatchObject({
      type: 'run-end',
      status: 'completed',
      citations: expect.arrayContaining([expect.objectContaining({ path: 'src/ledger.ts' })]),
    });
    const memory = (await server.request('GET', `/api/v1/agents/${agent.id}/memory`)).body as {
      items: unknown[];
    };
    expect(memory.items.length).toBeGreaterThan(0);
    await server.request('DELETE', `/api/v1/agents/${agent.id}/memory`);
    expect((await server.request('GET', `/api/v1/agents/${agent.id}/memory`)).body).toEqual({ items: [] });
  });

  it('call a published agent as a child run with a journal of its own, linked both ways', async () => {
    const helper = await createAgent('Reader', { knowledge: ['source'] });
    await server.request('POST', `/api/v1/agents/${helper.id}/publish`, { body: {} });
    const caller = await createAgent('Caller', { mode: 'planner', subAgents: [helper.id] });
    const { id } = (
      await server.request('POST', `/api/v1/agents/${caller.id}/runs`, {
        body: { request: 'Reader: how is the ledger opened?', source: { sourceId } },
      })
    ).body as { id: string };
    const events = await eventsOf(id);
    const started = events.find((event) => event.type === 'child-run-start');
    if (started?.type !== 'child-run-start')
      throw new Error(`No child run: ${events.map((event) => event.type).join(' ')}`);
    expect((await server.request('GET', `/api/v1/runs/${started.childRunId}`)).body).toMatchObject({
      parentRunId: id,
      status: 'completed',
      trigger: 'agent',
    });
    expect((await eventsOf(started.childRunId))[0]).toMatchObject({
      type: 'run-start',
      parent: { runId: id },
    });
  });
});

describe('conversations over REST', () => {
  it('keep their history, title themselves and branch', async () => {
    const conversation = (
      await server.request('POST', '/api/v1/conversations', {
        body: { partner: { type: 'repository' }, source: { sourceId } },
      })
    ).body as Conversation;
    const sent = (
      await server.request('POST', `/api/v1/conversations/${conversation.id}/messages`, {
        body: { text: 'How is the ledger opened?' },
      })
    ).body as { assistantMessage: Message; userMessage: Message; run: { id: string } };
    await eventsOf(sent.run.id);
    const { messages, title } = await read(conversation.id);
    expect(title).toBe('How is the ledger opened?');
    expect(messages).toEqual([
      expect.objectContaining({ role: 'user', text: 'How is the ledger opened?' }),
      expect.objectContaining({
        role: 'assistant',
        status: 'completed',
        runId: sent.run.id,
        text: expect.stringContaining('openLedger'),
        citations: expect.arrayContaining([expect.objectContaining({ path: 'src/ledger.ts' })]),
      }),
    ]);
    const again = (
      await server.request(
        'POST',
        `/api/v1/conversations/${conversation.id}/messages/${sent.assistantMessage.id}/regenerate`,
        { body: {} },
      )
    ).body as { assistantMessage: Message; run: { id: string } };
    expect(again.assistantMessage.parentId).toBe(sent.userMessage.id);
    await eventsOf(again.run.id);
    expect((await read(conversation.id)).messages).toHaveLength(3);
    const edit = await server.request('POST', `/api/v1/conversations/${conversation.id}/messages`, {
      body: { text: 'What does Ledger keep?', editOf: sent.userMessage.id },
    });
    expect(edit.body).toMatchObject({ userMessage: { role: 'user' } });
    expect((edit.body as { userMessage: Message }).userMessage.parentId).toBeUndefined();
    await eventsOf((edit.body as { run: { id: string } }).run.id);
    const wrong = await server.request('POST', `/api/v1/conversations/${conversation.id}/messages`, {
      body: { text: 'x', parentId: sent.userMessage.id },
    });
    expect(wrong.status).toBe(400);
  });

  it.each(['repository', 'flow'])(
    'answer a follow-up with a %s from the words it depends on',
    async (type) => {
      const partner = type === 'flow' ? { type, flowId: (await addFlow(server, askFlow())).id } : { type };
      const conversation = (
        await server.request('POST', '/api/v1/conversations', { body: { partner, source: { sourceId } } })
      ).body as Conversation;
      const send = async (text: string): Promise<RunEvent[]> => {
        const sent = await server.request('POST', `/api/v1/conversations/${conversation.id}/messages`, {
          body: { text },
        });
        return eventsOf((sent.body as { run: { id: string } }).run.id);
      };
      await send('How is the ledger opened?');
      const events = await send('and what does it return?');
      expect(events.find((event) => event.type === 'retrieval')).toMatchObject({
        query: 'and what does it return? ledger opened',
      });
      const { messages } = await read(conversation.id);
      expect(messages.at(-1)?.text).toContain('Read as a follow-up, with `ledger`, `opened`');
      expect(messages.at(-1)?.citations[0]).toMatchObject({ path: 'src/ledger.ts', symbol: 'openLedger' });
    },
  );

  it('says what is missing when nothing is bound', async () => {
    const conversation = (
      await server.request('POST', '/api/v1/conversations', { body: { partner: { type: 'repository' } } })
    ).body as Conversation;
    const reply = await server.request('POST', `/api/v1/conversations/${conversation.id}/messages`, {
      body: { text: 'Hello' },
    });
    expect([reply.status, reply.body]).toEqual([
      422,
      expect.objectContaining({
        error: expect.objectContaining({ code: 'SOURCE_INVALID', hint: expect.any(String) }),
      }),
    ]);
    expect((await read(conversation.id)).messages).toEqual([]);
  });
});

/** A flow of a person's own that searches and answers with what it is asked. */
function askFlow() {
  return {
    name: 'Ask',
    nodes: [
      { id: 'ask', kind: 'input', config: { name: 'ask', type: 'text' } },
      { id: 'find', kind: 'retrieve', config: { knowledge: 'source' } },
      { id: 'model', kind: 'model', config: {} },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'ask', port: 'value' }, to: { node: 'find', port: 'query' } },
      { id: 'e2', from: { node: 'ask', port: 'value' }, to: { node: 'model', port: 'prompt' } },
      { id: 'e3', from: { node: 'find', port: 'passages' }, to: { node: 'model', port: 'passages' } },
      { id: 'e4', from: { node: 'model', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

async function createAgent(name: string, config: object): Promise<AgentDetail> {
  return (await server.request('POST', '/api/v1/agents', { body: { name, config } })).body as AgentDetail;
}

async function read(id: string): Promise<Conversation & { messages: Message[] }> {
  return (await server.request('GET', `/api/v1/conversations/${id}`)).body as Conversation & {
    messages: Message[];
  };
}

/** Events of a run once it has ended and its row says so. */
async function eventsOf(runId: string): Promise<RunEvent[]> {
  const { application, principal } = server.test;
  await application.services.runs.waitForResult({ workspaceId: principal.workspaceId, runId }, 20_000);
  return ((await server.request('GET', `/api/v1/runs/${runId}/events`)).body as { items: RunEvent[] }).items;
}
