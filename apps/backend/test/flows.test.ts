import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.ts';
import { addFlow, linearFlow } from './flows.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('flows over REST', () => {
  it('lists every problem of an invalid flow on its node, with 422 and nothing lost', async () => {
    const flow = {
      name: 'Broken',
      nodes: [
        { id: 'question', kind: 'input', config: { name: 'question' } },
        { id: 'ghost', kind: 'teleport', config: {} },
        { id: 'check', kind: 'condition', config: { expression: 'input ==' } },
        { id: 'a', kind: 'expression', config: { expression: 'input' } },
        { id: 'b', kind: 'expression', config: { expression: 'input' } },
        { id: 'bad', kind: 'loop', config: { maxTurns: 'many' } },
        { id: 'result', kind: 'output', config: { name: 'answer' } },
      ],
      edges: [
        { id: 'e1', from: { node: 'a', port: 'value' }, to: { node: 'b', port: 'input' } },
        { id: 'e2', from: { node: 'b', port: 'value' }, to: { node: 'a', port: 'input' } },
        { id: 'e3', from: { node: 'question', port: 'value' }, to: { node: 'nobody', port: 'input' } },
      ],
    };
    const created = await addFlow(server, flow);
    const problems = created.problems.map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`.trim());
    expect(problems).toEqual(
      expect.arrayContaining([
        'KIND_UNKNOWN ghost',
        'EXPRESSION_INVALID check',
        'CONFIG_INVALID bad',
        'CYCLE_UNBOUNDED a',
        'CYCLE_UNBOUNDED b',
        'INPUT_MISSING result',
        'INPUT_MISSING check',
        expect.stringMatching(/^EDGE_DANGLING/),
      ]),
    );
    const run = await server.request('POST', `/api/v1/flows/${created.id}/runs`, { body: { input: {} } });
    expect(run.status).toBe(422);
    expect(run.body).toMatchObject({
      error: {
        code: 'FLOW_INVALID',
        details: {
          problems: expect.arrayContaining([
            expect.objectContaining({ nodeId: 'ghost', hint: expect.any(String) }),
          ]),
        },
      },
    });
    const after = await server.request('GET', `/api/v1/flows/${created.id}`);
    expect(after.body).toMatchObject({
      draft: { nodes: flow.nodes.map(({ id }) => expect.objectContaining({ id })) },
    });
  });

  it('refuses input that does not fit, naming each value', async () => {
    const { id } = await addFlow(server, linearFlow());
    const reply = await server.request('POST', `/api/v1/flows/${id}/runs`, {
      body: { input: { size: 'large', color: 'red' } },
    });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toContain('color');
  });

  it('cuts a version when the content is new and names the one that ran', async () => {
    const { id, draft } = await addFlow(server, linearFlow());
    const first = await server.request('POST', `/api/v1/flows/${id}/runs`, {
      body: { input: { text: 'a' } },
    });
    const second = await server.request('POST', `/api/v1/flows/${id}/runs`, {
      body: { input: { text: 'b' } },
    });
    expect([first.body, second.body]).toEqual([
      expect.objectContaining({ version: 1 }),
      expect.objectContaining({ version: 1 }),
    ]);
    const changed = {
      ...draft,
      nodes: draft.nodes.map((node) =>
        node.id === 'shout' ? { ...node, config: { expression: 'input + "?"' } } : node,
      ),
    };
    await server.request('PUT', `/api/v1/flows/${id}`, { body: { flow: changed } });
    const third = await server.request('POST', `/api/v1/flows/${id}/runs`, {
      body: { input: { text: 'c' } },
    });
    expect(third.body).toMatchObject({ version: 2 });
    const versions = await server.request('GET', `/api/v1/flows/${id}/versions`);
    expect(versions.body).toMatchObject({ items: [{ number: 2 }, { number: 1 }] });
    await server.request('POST', `/api/v1/flows/${id}/versions/1/restore`, { body: {} });
    const restored = await server.request('GET', `/api/v1/flows/${id}`);
    expect(JSON.stringify(restored.body)).toContain('input + \\"!\\"');
  });

  it('runs the published version over an API token and nothing that is not published', async () => {
    const { id } = await addFlow(server, linearFlow());
    const { value: token } = (await server.request('POST', '/api/v1/api-tokens', { body: { name: 'ci' } }))
      .body as { value: string };
    const before = await server.request('POST', `/api/v1/published/${id}/runs`, {
      token,
      body: { input: { text: 'hi' } },
    });
    expect(before.body).toMatchObject({ error: { code: 'NOT_PUBLISHED' } });
    expect((await server.request('POST', `/api/v1/flows/${id}/publish`, { body: {} })).status).toBe(200);
    const result = await server.request('POST', `/api/v1/published/${id}/runs`, {
      token,
      body: { input: { text: 'hi' } },
    });
    expect(result.body).toMatchObject({
      status: 'completed',
      output: 'hi!',
      outputs: { answer: 'hi!' },
      citations: [],
    });
    for (const [method, path] of [
      ['POST', '/api/v1/flows'],
      ['GET', `/api/v1/flows/${id}`],
      ['POST', `/api/v1/flows/${id}/runs`],
    ] as const) {
      expect(
        (await server.request(method, path, { token, ...(method === 'POST' ? { body: {} } : {}) })).status,
      ).toBe(403);
    }
  });

  it('takes a flow out of the bin again', async () => {
    const { id } = await addFlow(server, linearFlow());
    await server.request('DELETE', `/api/v1/flows/${id}`);
    expect((await server.request('GET', `/api/v1/flows/${id}`)).status).toBe(404);
    await server.request('POST', `/api/v1/flows/${id}/restore`, { body: {} });
    expect((await server.request('GET', `/api/v1/flows/${id}`)).status).toBe(200);
  });

  it('says what is wrong with a request, with the path of each fault', async () => {
    const reply = await server.request('POST', '/api/v1/flows', { body: { name: 7, owner: 'me' } });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      error: {
        code: 'REQUEST_INVALID',
        details: { issues: expect.arrayContaining([expect.objectContaining({ path: 'name' })]) },
      },
    });
    expect((await server.request('GET', '/api/v1/nothing')).status).toBe(404);
    expect((await server.request('POST', '/api/v1/flows', { body: { name: 'a\0b' } })).status).toBe(400);
  });
});
