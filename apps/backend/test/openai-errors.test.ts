/** Errors of the OpenAI-compatible endpoint, as the client from npm reads them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAiWorld, errorOf, WEATHER, type OpenAiWorld } from './openai-world.ts';

let world: OpenAiWorld;

beforeAll(async () => {
  world = await createOpenAiWorld();
}, 60_000);
afterAll(() => world[Symbol.asyncDispose]());

describe('errors', () => {
  const messages = [{ role: 'user' as const, content: 'x' }];

  it('name what is wrong with the token', async () => {
    const nobody = world.clientWith('codexos_wrong');
    expect(await errorOf(nobody.models.list())).toMatchObject({ status: 401, code: 'invalid_api_key' });
    const { body } = await world.server.request('POST', '/api/v1/api-tokens', {
      body: { name: 'reader', permissions: ['run:read'] },
    });
    const reader = world.clientWith((body as { value: string }).value);
    expect(await errorOf(reader.chat.completions.create({ model: world.ids.shout, messages }))).toMatchObject(
      {
        status: 403,
        code: 'insufficient_permissions',
      },
    );
  });

  it.each([
    ['model', { model: 'gpt-4o', messages }, 404, 'model_not_found'],
    ['messages', { model: 'flow', messages: [] }, 400, 'invalid_value'],
    [
      'messages[0].content',
      { model: 'flow', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }] },
      400,
      'invalid_value',
    ],
    ['n', { model: 'flow', messages, n: 2 }, 400, 'invalid_value'],
    [
      'response_format.type',
      { model: 'flow', messages, response_format: { type: 'json_object' } },
      400,
      'invalid_value',
    ],
    ['stop', { model: 'flow', messages, stop: ['x'] }, 400, 'invalid_value'],
    ['tools', { model: 'flow', messages, tools: [WEATHER] }, 400, 'invalid_value'],
    [
      'tool_choice',
      {
        model: 'agent',
        messages,
        tools: [WEATHER],
        tool_choice: { type: 'function', function: { name: 'x' } },
      },
      400,
      'invalid_value',
    ],
    [
      'messages[1].tool_call_id',
      { model: 'agent', messages: [...messages, { role: 'tool', tool_call_id: 'call_1', content: 'x' }] },
      400,
      'invalid_value',
    ],
  ])('name the field %s', async (param, body, status, code) => {
    const model =
      body.model === 'flow' ? world.ids.shout : body.model === 'agent' ? world.ids.builtin : body.model;
    const error = await errorOf(world.client.chat.completions.create({ ...body, model } as never));
    expect(error).toMatchObject({ status, code, param, type: 'invalid_request_error' });
  });

  it('say where a person has to answer, and keep clients from asking again', async () => {
    const error = await errorOf(
      world.client.chat.completions.create({ model: world.ids.approval, messages }),
    );
    expect(error).toMatchObject({ status: 409, code: 'run_waiting' });
    expect(error.message).toContain(`${world.server.url}/runs/`);
    expect(error.headers?.get('x-should-retry')).toBe('false');
    const streamed = world.chunksOf({ model: world.ids.approval, messages });
    expect(await errorOf(streamed)).toMatchObject({ status: 409 });
  });

  it('come within a stream that has begun', async () => {
    world.script = () => ({ text: 'one two three', cutAfterFrames: 3 });
    expect(await errorOf(world.chunksOf({ model: world.ids.scripted, messages }))).toMatchObject({
      code: 'model_failed',
    });
  });

  it('say when there were too many, and until when', async () => {
    const { body } = await world.server.request('POST', '/api/v1/api-tokens', { body: { name: 'busy' } });
    const apiKey = (body as { value: string }).value;
    const busy = world.clientWith(apiKey);
    const ask = () => errorOf(busy.chat.completions.create({ model: 'gpt-4o', messages }));
    for (let count = 0; count < 120; count++) expect(await ask()).toMatchObject({ status: 404 });
    const error = await ask();
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect(Number(error.headers?.get('retry-after'))).toBeGreaterThan(0);
  });

  it('keep to the shape for what there is not, and keep other hosts away', async () => {
    const { status, body } = await world.server.request('POST', '/v1/embeddings', {
      body: {},
      token: world.token,
    });
    expect([status, body]).toEqual([
      404,
      { error: expect.objectContaining({ code: 'not_found' }) as object },
    ]);
    const elsewhere = { origin: 'https://example.org' };
    expect(
      (await world.server.request('GET', '/v1/models', { token: world.token, headers: elsewhere })).status,
    ).toBe(403);
  });
});
