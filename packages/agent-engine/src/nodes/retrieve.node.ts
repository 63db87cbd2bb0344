import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { knowledgeProblems } from './resource-problems.ts';

/** Finds passages in a knowledge base. */
export const retrieveNode = defineNode({
  kind: 'retrieve',
  version: 1,
  meta: {
    label: 'Retrieve',
    group: 'retrieval',
    icon: 'search',
    summary: 'Finds passages in a knowledge base',
  },
  config: z.object({
    knowledge: z.string().min(1, 'A knowledge base is needed').max(64).default('source').meta({
      label: 'Knowledge',
      help: 'A knowledge base, or “source” for the folder or repository that the run is started with.',
      control: 'knowledge',
    }),
    topK: z.int().min(1).max(100).default(10).meta({ label: 'Passages at most', control: 'number' }),
  }),
  ports: {
    in: { query: { label: 'Question', type: 'text', required: true } },
    out: { passages: { label: 'Passages', type: 'passages' } },
  },
  cardSettings: ['knowledge', 'topK'],
  problems: ({ knowledge }, env) => knowledgeProblems(knowledge, env, 'knowledge'),
  async run({ config, input, calls }) {
    const passages = await calls.retrieve({ ...config, query: input.query });
    return done({
      port: 'passages',
      value: passages,
      citations: passages.map((passage) => passage.citation),
    });
  },
});
