import type { Passage } from '@codexos/protocol/citation';
import { expect, it } from 'vitest';
import { createModelRouter } from '../models/model-router.ts';
import { createExtractiveProvider } from '../models/extractive.provider.ts';
import { eventsOf } from '../testing/agent-world.ts';
import { runSketch, type SketchRun } from '../testing/run-sketch.ts';
import { createScriptedProvider, type ScriptedProvider } from '../testing/scripted-provider.ts';
import type { Conversation } from './conversation.ts';

const passage: Passage = {
  text: '/** Parses the query string. */\nexport function parseQuery(text) {\n  return text;\n}',
  citation: { path: 'src/query.ts', startLine: 1, endLine: 4, symbol: 'parseQuery', blobHash: 'a' },
  score: 1,
};
const conversation: Conversation = {
  question: 'and where is it tested?',
  earlier: [
    { role: 'user', text: 'How is the query string parsed?' },
    { role: 'assistant', text: 'By `parseQuery` [1]. See [2](b).' },
  ],
};

async function ask(
  model: string,
  { prompt = conversation.question, said }: { prompt?: string; said?: Conversation } = {},
): Promise<SketchRun & { scripted: ScriptedProvider; queries: string[] }> {
  const scripted = createScriptedProvider(['In its test.']);
  const queries: string[] = [];
  const run = await runSketch(
    {
      nodes: {
        question: { kind: 'input', config: { name: 'question', type: 'text' } },
        search: { kind: 'retrieve', config: { knowledge: 'source' } },
        answer: { kind: 'model', config: { model } },
        out: 'output',
      },
      edges: [
        'question.value -> search.query',
        'question.value -> answer.prompt',
        'search.passages -> answer.passages',
        'answer.text -> out.value',
      ],
    },
    {
      input: { question: prompt },
      bindings: {
        models: createModelRouter({ providers: [scripted, createExtractiveProvider()] }),
        retriever: {
          retrieve: async ({ query }) => {
            queries.push(query);
            return [passage];
          },
        },
        ...(said ? { conversation: said } : {}),
      },
    },
  );
  return { ...run, scripted, queries };
}

it('gives a language model the earlier turns, without the markers of other passages', async () => {
  const { scripted } = await ask('scripted/one', { said: conversation });
  expect(scripted.requests[0]?.messages.slice(0, 2)).toEqual([
    { role: 'user', text: 'How is the query string parsed?' },
    { role: 'assistant', text: 'By `parseQuery`. See [2](b).', toolCalls: [] },
  ]);
  expect(scripted.requests[0]?.messages).toHaveLength(3);
});

it('searches a follow-up with the words that it depends on, and records that query', async () => {
  const { events, queries } = await ask('scripted/one', { said: conversation });
  expect(queries).toEqual(['and where is it tested? query string parsed']);
  expect(eventsOf(events, 'retrieval')[0]?.query).toBe('and where is it tested? query string parsed');
});

it('answers a follow-up with the built-in model, which says what it was read with', async () => {
  const { result } = await ask('builtin/extractive', { said: conversation });
  const [text] = Object.values(result.outputs);
  expect(text).toContain('Read as a follow-up, with `query`, `string`, `parsed`');
  expect(text).toContain('- Parses the query string. [1]');
});

it('adds nothing to what is not the question, nor to a first question', async () => {
  const other = await ask('scripted/one', { prompt: 'Summarise this text: it is long.', said: conversation });
  expect(other.queries).toEqual(['Summarise this text: it is long.']);
  expect(other.scripted.requests[0]?.messages).toHaveLength(1);
  const first = await ask('scripted/one', { said: { ...conversation, earlier: [] } });
  expect(first.queries).toEqual([conversation.question]);
  expect(first.scripted.requests[0]?.messages).toHaveLength(1);
});
