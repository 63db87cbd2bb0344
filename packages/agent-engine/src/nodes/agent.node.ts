import { agentConfigSchema, type AgentConfig } from '@codexos/protocol/agent';
import { z } from 'zod';
import { parseAgentInput } from '../agent/agent-request.ts';
import { limitWords } from '../agent/agent-budget.ts';
import { runAgent } from '../agent/run-agent.ts';
import { limitError } from '../agent/run-direct.ts';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { agentProblems, knowledgeProblems, modelProblems, toolProblems } from './resource-problems.ts';

const { shape } = agentConfigSchema;
const limits = agentConfigSchema.shape.limits.unwrap().shape;
const memory = agentConfigSchema.shape.memory.unwrap().shape;

/** An agent, saved or described here: a model with tools in a loop, or a planner. */
export const agentNode = defineNode({
  kind: 'agent',
  version: 1,
  meta: {
    label: 'Agent',
    group: 'agent',
    icon: 'bot',
    summary: 'Works on a goal with a model, tools and knowledge',
  },
  config: z.object({
    agentId: z.string().max(64).default('').meta({
      label: 'Saved agent',
      help: 'An agent of this workspace. Leave empty to describe one below.',
      control: 'agent',
    }),
    version: z
      .string()
      .regex(/^(latest|[1-9]\d{0,8})$/, 'must be a number or “latest”')
      .default('latest')
      .meta({
        label: 'Version',
        help: 'Of the saved agent: a number, or “latest” for the latest published one.',
        control: 'text',
      }),
    instructions: shape.instructions.meta({
      label: 'Instructions',
      help: 'Who the agent is and how it works.',
      control: 'textarea',
    }),
    mode: shape.mode.meta({
      label: 'Mode',
      help: 'Direct: model and tools in a loop. Planner: plan, steps, reflection, answer.',
      control: 'select',
    }),
    model: shape.model.meta({ label: 'Model', control: 'model' }),
    fallbackModels: shape.fallbackModels.meta({
      label: 'Fallbacks',
      help: 'Tried in order when the model fails.',
      control: 'json',
    }),
    tools: shape.tools.meta({
      label: 'Tools',
      help: 'What it may call; nothing that it reads can add to these.',
      control: 'tools',
    }),
    subAgents: shape.subAgents.meta({
      label: 'Sub-agents',
      help: 'Ids of saved agents that it may call.',
      control: 'json',
    }),
    knowledge: shape.knowledge.meta({
      label: 'Knowledge',
      help: 'Knowledge bases that it may search; “source” is what the run is started with.',
      control: 'json',
    }),
    memoryScope: memory.scope.meta({ label: 'Memory', help: 'How long it remembers.', control: 'select' }),
    memoryMaxEntries: memory.maxEntries.meta({ label: 'Memories at most', control: 'number' }),
    memoryMaxEntryLength: memory.maxEntryLength.meta({
      label: 'Longest memory',
      help: 'In characters.',
      control: 'number',
    }),
    maxSteps: limits.maxSteps.meta({ label: 'Turns at most', help: 'Of the model.', control: 'number' }),
    maxTokens: limits.maxTokens.meta({ label: 'Tokens at most', control: 'number' }),
    maxMicroUsd: limits.maxMicroUsd.meta({
      label: 'Money at most',
      help: 'In millionths of a dollar.',
      control: 'number',
    }),
    maxDurationMs: limits.maxDurationMs.meta({
      label: 'Time at most',
      help: 'In milliseconds.',
      control: 'number',
    }),
    reflectionRounds: shape.reflectionRounds.meta({
      label: 'Reflections',
      help: 'How often it may criticise and rewrite its answer.',
      control: 'number',
    }),
  }),
  ports: {
    in: {
      input: { label: 'Goal', type: 'any', required: true },
      passages: { label: 'Passages', type: 'passages' },
    },
    out: { text: { label: 'Answer', type: 'text' }, plan: { label: 'Plan', type: 'json' } },
  },
  cardSettings: ['model', 'mode'],
  problems(config, env) {
    if (config.agentId !== '') {
      const saved = env.agents?.find((agent) => agent.agentId === config.agentId);
      return [
        ...agentProblems(config.agentId, env, 'agentId'),
        ...(saved?.tools ?? []).flatMap((tool) => toolProblems(tool, env, 'agentId')),
      ];
    }
    return [
      ...modelProblems(config.model, env, 'model'),
      ...config.fallbackModels.flatMap((ref, index) => modelProblems(ref, env, `fallbackModels.${index}`)),
      ...config.tools.flatMap((tool, index) => toolProblems(tool, env, `tools.${index}`)),
      ...config.subAgents.flatMap((id, index) => agentProblems(id, env, `subAgents.${index}`)),
      ...config.knowledge.flatMap((id, index) => knowledgeProblems(id, env, `knowledge.${index}`)),
    ];
  },
  async run(context) {
    const { agentId, version } = context.config;
    const config =
      agentId === ''
        ? toAgentConfig(context.config)
        : (await context.getAgent({ agentId, version: version === 'latest' ? version : Number(version) }))
            .config;
    const { maxDurationMs } = config.limits;
    // The budget is asked between turns; this ends one that takes longer than all of them may.
    const stopClock = context.abortAfter(maxDurationMs, limitError(limitWords(`${maxDurationMs} ms`)));
    const result = await runAgent({
      config,
      agentId: agentId === '' ? context.nodeId : agentId,
      ...parseAgentInput(context.input.input),
      passages: context.input.passages ?? [],
      context,
    }).finally(stopClock);
    if (result.status === 'paused') return result.pause;
    const { text, citations, plan } = result;
    const answer = { port: 'text' as const, value: text, citations };
    return plan ? done([answer, { port: 'plan', value: plan, citations: [] }]) : done(answer);
  },
});

type FlatConfig = Omit<AgentConfig, 'memory' | 'limits'> & {
  memoryScope: AgentConfig['memory']['scope'];
  memoryMaxEntries: number;
  memoryMaxEntryLength: number;
} & AgentConfig['limits'];

// The form is one flat list of fields; an agent's record groups them.
function toAgentConfig(config: FlatConfig): AgentConfig {
  const { memoryScope: scope, memoryMaxEntries: maxEntries, memoryMaxEntryLength: maxEntryLength } = config;
  const { maxSteps, maxTokens, maxMicroUsd, maxDurationMs } = config;
  return {
    instructions: config.instructions,
    mode: config.mode,
    model: config.model,
    fallbackModels: config.fallbackModels,
    tools: config.tools,
    subAgents: config.subAgents,
    knowledge: config.knowledge,
    memory: { scope, maxEntries, maxEntryLength },
    limits: { maxSteps, maxTokens, maxMicroUsd, maxDurationMs },
    reflectionRounds: config.reflectionRounds,
  };
}
