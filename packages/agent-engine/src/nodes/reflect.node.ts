import { BUILTIN_MODEL, modelRefSchema } from '@codexos/protocol/model';
import { agentLimitsSchema } from '@codexos/protocol/agent';
import { z } from 'zod';
import { createAgentBudget } from '../agent/agent-budget.ts';
import { reflectDraft } from '../agent/reflect-draft.ts';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { modelProblems } from './resource-problems.ts';

/** Has a model criticise a draft and write it again, until the critic is content. */
export const reflectNode = defineNode({
  kind: 'reflect',
  version: 1,
  meta: {
    label: 'Reflect',
    group: 'agent',
    icon: 'scan-search',
    summary: 'Criticises a draft and rewrites it',
  },
  config: z.object({
    model: modelRefSchema.default(BUILTIN_MODEL).meta({ label: 'Model', control: 'model' }),
    rounds: z.int().min(1).max(5).default(1).meta({ label: 'Rounds at most', control: 'number' }),
    criteria: z.string().max(4_000).default('').meta({
      label: 'Look at',
      help: 'What the critic should look at beside the goal.',
      control: 'textarea',
    }),
  }),
  ports: {
    in: {
      draft: { label: 'Draft', type: 'text', required: true },
      passages: { label: 'Passages', type: 'passages' },
      goal: { label: 'Goal', type: 'text' },
    },
    out: { text: { label: 'Text', type: 'text' }, critique: { label: 'Critique', type: 'json' } },
  },
  cardSettings: ['model', 'rounds'],
  problems: ({ model }, env) => modelProblems(model, env, 'model'),
  async run({ config, input, calls, citations }) {
    const { draft, passages = [], goal = '' } = input;
    const reflection = await reflectDraft({
      calls,
      budget: createAgentBudget(agentLimitsSchema.parse({}), calls),
      request: { model: config.model },
      goal: goal === '' ? draft : goal,
      draft: { text: draft, citations: citations('draft') },
      passages,
      knowledge: [],
      rounds: config.rounds,
      ...(config.criteria === '' ? {} : { criteria: config.criteria }),
    });
    return done([
      { port: 'text', value: reflection.text, citations: reflection.citations },
      {
        port: 'critique',
        value: reflection.critiques.map(({ verdict, issues }) => ({ verdict, issues })),
        citations: [],
      },
    ]);
  },
});
