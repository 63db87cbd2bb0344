/** The OpenAI-compatible endpoint, asked by the clients that people use, as they come from npm. */
import { ChatOpenAI } from '@langchain/openai';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import type { ServerRequest } from '@codexos/application/testing';
import type { RunDetail } from '@codexos/protocol/contracts/runs.contract';
import type OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createOpenAiWorld, errorOf, textOf, WEATHER, type OpenAiWorld } from './openai-world.ts';

let world: OpenAiWorld;

beforeAll(async () => {
  world = await createOpenAiWorld();
}, 60_000);
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.models.requests.splice(0);
});

describe('models', () => {
  it('are what is published, and nothing else', async () => {
    const { data } = await world.client.models.list();
    expect(data.map(({ id }) => id).sort()).toEqual(Object.values(world.ids).sort());
    expect(world.ids.shout).toBe(`flow-shout-${world.shoutId.slice(-8).toLowerCase()}`);
  });

  it('can be looked up by an id that survives a new name', async () => {
    expect(await world.client.models.retrieve(world.ids.shout)).toMatchObject({
      id: world.ids.shout,
      object: 'model',
    });
    const renamed = world.ids.shout.replace('shout', 'whisper');
    expect(await world.client.models.retrieve(renamed)).toMatchObject({ id: world.ids.shout });
    expect(await errorOf(world.client.models.retrieve('gpt-4o'))).toMatchObject({
      status: 404,
      code: 'model_not_found',
      param: 'model',
    });
  });
});

describe('a flow', () => {
  it('answers whole, with usage and its run', async () => {
    const { data, request_id: runId } = await world.client.chat.completions
      .create({ model: world.ids.shout, messages: [{ role: 'user', content: 'hello' }] })
      .withResponse();
    expect(data).toMatchObject({
      object: 'chat.completion',
      model: world.ids.shout,
      choices: [{ index: 0, message: { role: 'assistant', content: 'hello!' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    });
    expect(await world.runOf(runId)).toMatchObject({ trigger: 'api', status: 'completed', name: 'Shout' });
  });

  it('streams its answer, then why it ended, then usage', async () => {
    const chunks = await world.chunksOf({
      model: world.ids.shout,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hello' }] }],
      stream_options: { include_usage: true },
    });
    expect(textOf(chunks)).toBe('hello!');
    expect(chunks.at(0)?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 0 } });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('asks the knowledge base that is named in the metadata or after the @', async () => {
    const question = { messages: [{ role: 'user' as const, content: 'What does Ledger keep?' }] };
    expect(
      await errorOf(world.client.chat.completions.create({ model: world.ids.ask, ...question })),
    ).toMatchObject({
      status: 400,
      param: 'model',
      message: expect.stringContaining('knowledge base') as string,
    });
    await world.addKnowledge('Club books');
    await world.addKnowledge('Other');
    const named = await world.client.chat.completions.create({
      model: world.ids.ask,
      ...question,
      metadata: { knowledge_base: 'Club books' },
    });
    expect(named.choices[0]?.message.content).toContain('Ledger keeps the accounts of small clubs. [1]');
    expect((named as unknown as { codexos: { citations: unknown[] } }).codexos.citations).toEqual([
      expect.objectContaining({ path: 'README.md' }),
    ]);
    const suffixed = await world.client.chat.completions.create({
      model: `${world.ids.ask}@club-books`,
      ...question,
    });
    expect(suffixed.choices[0]?.message.content).toBe(named.choices[0]?.message.content);
    const wrong = world.client.chat.completions.create({ model: `${world.ids.ask}@nowhere`, ...question });
    expect(await errorOf(wrong)).toMatchObject({ status: 400, param: 'model' });
  });
});

describe('an agent', () => {
  it('gets the conversation and the instructions of the caller, and streams what its model says', async () => {
    world.script = () => ({ text: 'Blue, as you said.', usage: { inputTokens: 20, outputTokens: 5 } });
    const chunks = await world.chunksOf({
      model: world.ids.scripted,
      messages: [
        { role: 'system', content: 'Answer in one sentence.' },
        { role: 'user', content: 'I like blue.' },
        { role: 'assistant', content: 'Noted.' },
        { role: 'user', content: 'What do I like?' },
      ],
      stream_options: { include_usage: true },
    });
    expect(textOf(chunks)).toBe('Blue, as you said.');
    expect(chunks.at(-1)?.usage).toEqual({ prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 });
    const [sent] = world.models.requests;
    expect(sent?.body.messages.map(({ role, content }) => [role, content])).toEqual([
      ['system', expect.stringContaining('Be brief.\n\nAnswer in one sentence.')],
      ['user', 'I like blue.'],
      ['assistant', 'Noted.'],
      ['user', 'What do I like?'],
    ]);
  });

  it('calls tools of its caller and goes on in the same run with their results', async () => {
    world.script = (_request, index) =>
      index === 0
        ? {
            text: 'Let me look.',
            toolCalls: ['Bonn', 'Oslo'].map((city) => ({ id: city, name: 'get_weather', input: { city } })),
          }
        : { text: 'Bonn is dry, Oslo is wet.' };
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'user', content: 'How is the weather in Bonn and Oslo?' },
    ];
    const first = await world.client.chat.completions.create({
      model: world.ids.scripted,
      messages,
      tools: [WEATHER],
    });
    const [choice] = first.choices;
    expect(choice).toMatchObject({ finish_reason: 'tool_calls', message: { content: 'Let me look.' } });
    const calls = choice?.message.tool_calls ?? [];
    expect(calls.map((call) => call.type === 'function' && call.function.arguments)).toEqual([
      '{"city":"Bonn"}',
      '{"city":"Oslo"}',
    ]);
    const results = ['dry', 'wet'].map((content, index) => ({
      role: 'tool' as const,
      tool_call_id: calls[index]?.id ?? '',
      content,
    }));
    const history = [...messages, ...(choice ? [choice.message] : [])];
    const half = world.client.chat.completions.create({
      model: world.ids.scripted,
      messages: [...history, ...results.slice(1)],
      tools: [WEATHER],
    });
    expect(await errorOf(half)).toMatchObject({ status: 400, param: 'messages' });
    const goOn = () =>
      world.client.chat.completions.create({
        model: world.ids.scripted,
        messages: [...history, ...results],
        tools: [WEATHER],
      });
    const second = await goOn();
    expect(second.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: 'Bonn is dry, Oslo is wet.' },
    });
    expect(second.id).toBe(first.id);
    // An answer that got lost on its way can be asked for again; nothing runs twice for it.
    expect((await goOn()).choices).toEqual(second.choices);
    expect(world.models.requests).toHaveLength(2);
    expect(world.models.requests[1]?.body.messages.slice(-2).map(({ content }) => content)).toEqual([
      'dry',
      'wet',
    ]);
    expect(await world.runOf(first.id.slice('chatcmpl-'.length))).toMatchObject({ status: 'completed' });
  });

  it('streams the calls of tools, one at a time where the caller wants that', async () => {
    world.script = () => ({
      toolCalls: ['Bonn', 'Oslo'].map((city) => ({ id: city, name: 'get_weather', input: { city } })),
    });
    const stream = world.client.chat.completions.stream({
      model: world.ids.scripted,
      messages: [{ role: 'user', content: 'Weather?' }],
      tools: [WEATHER],
      tool_choice: 'required',
      parallel_tool_calls: false,
    });
    const { choices } = await stream.finalChatCompletion();
    expect(choices[0]?.finish_reason).toBe('tool_calls');
    expect(choices[0]?.message.tool_calls).toEqual([
      expect.objectContaining({
        function: expect.objectContaining({ name: 'get_weather', arguments: '{"city":"Bonn"}' }) as object,
      }),
    ]);
    expect((world.models.requests[0]?.body as { tool_choice?: unknown }).tool_choice).toBe('required');
  });

  it('does so with the built-in model, which matches the request against descriptions', async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'user', content: 'How is the weather in Oslo right now?' },
    ];
    const tools = [
      WEATHER,
      {
        type: 'function' as const,
        function: {
          name: 'send_mail',
          description: 'Sends a letter.',
          parameters: { type: 'object', properties: {} },
        },
      },
    ];
    const first = await world.client.chat.completions.create({ model: world.ids.builtin, messages, tools });
    const message = first.choices[0]?.message;
    const [call] = message?.tool_calls ?? [];
    expect(call).toMatchObject({ function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } });
    if (!message || !call) throw new Error('There is no call.');
    const second = await world.client.chat.completions.create({
      model: world.ids.builtin,
      messages: [...messages, message, { role: 'tool', tool_call_id: call.id, content: 'It rains in Oslo.' }],
      tools,
    });
    expect(second.choices[0]?.message.content).toContain('It rains in Oslo.');
  });

  it('runs in LangChain, with and without streaming and with tools', async () => {
    const chat = new ChatOpenAI({
      model: world.ids.scripted,
      apiKey: world.token,
      configuration: { baseURL: `${world.server.url}/v1` },
      maxRetries: 0,
    });
    world.script = () => ({ text: 'Good day.' });
    expect((await chat.invoke('Hello')).content).toBe('Good day.');
    let streamed = '';
    for await (const chunk of await chat.stream('Hello')) streamed += chunk.text;
    expect(streamed).toBe('Good day.');

    const weather = tool(() => 'dry', {
      name: 'get_weather',
      description: 'Tells the weather.',
      schema: z.object({ city: z.string() }),
    });
    const question = new HumanMessage('Weather in Bonn?');
    const isAnswered = (request: ServerRequest): boolean =>
      request.body.messages.some(({ role }) => role === 'tool');
    world.script = (request) =>
      isAnswered(request)
        ? { text: 'It is dry.' }
        : { toolCalls: [{ id: 'a', name: 'get_weather', input: { city: 'Bonn' } }] };
    const asked = await chat.bindTools([weather]).invoke([question]);
    const [call] = asked.tool_calls ?? [];
    expect(call).toMatchObject({ name: 'get_weather', args: { city: 'Bonn' } });
    const result = new ToolMessage({ content: 'dry', tool_call_id: call?.id ?? '' });
    const answer = await chat.bindTools([weather]).invoke([question, asked, result]);
    expect(answer.content).toBe('It is dry.');
  });
});

describe('whoever is gone', () => {
  it.each([true, false])('has the run cancelled (stream: %s)', async (stream) => {
    world.script = () => ({ text: 'one two three four', hangAfterFrames: 3 });
    const gone = new AbortController();
    const asked = world.client.chat.completions.create(
      { model: world.ids.scripted, messages: [{ role: 'user', content: 'Count.' }], stream } as never,
      { signal: gone.signal },
    );
    asked.catch(() => undefined);
    await vi.waitFor(() => expect(world.models.requests).toHaveLength(1));
    if (stream) for await (const _chunk of (await asked) as unknown as AsyncIterable<unknown>) break;
    gone.abort();
    await vi.waitFor(async () => {
      const runs = await world.server.request('GET', '/api/v1/runs?limit=1');
      expect((runs.body as { items: RunDetail[] }).items[0]).toMatchObject({ status: 'cancelled' });
    });
  });
});
