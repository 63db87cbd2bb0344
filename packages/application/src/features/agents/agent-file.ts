/**
 * Agents as a file that people write: `agents`, each under a key of its own, with goals, tools and a memory schema.
 * What an agent's record says with ids is said with names here, so that a file means the same in another workspace.
 */
import {
  agentConfigSchema,
  agentLimitsSchema,
  agentModeSchema,
  memoryPolicySchema,
} from '@codexos/protocol/agent';
import { modelRefSchema } from '@codexos/protocol/model';
import { z } from 'zod';

const limits = agentLimitsSchema.shape;
const memory = memoryPolicySchema.shape;
const config = agentConfigSchema.shape;
const names = (count: number) => z.array(z.string().min(1).max(120)).max(count);

/** Names that other systems give to stores of memory; here it is the database of the server, as long as `scope` says. */
const foreignMemory = {
  chat_history: z.unknown().optional(),
  context_trace: z.unknown().optional(),
  content_trace: z.unknown().optional(),
  vector_store: z.unknown().optional(),
  persona_profile: z.unknown().optional(),
  embedding_model: z.unknown().optional(),
  escalation_tags: z.unknown().optional(),
};

/** How long what is kept in such a store is meant to be remembered. */
export const FOREIGN_SCOPES: ReadonlyMap<string, z.infer<typeof memory.scope>> = new Map([
  ['chat_history', 'conversation'],
  ['context_trace', 'run'],
  ['content_trace', 'agent'],
  ['vector_store', 'agent'],
  ['persona_profile', 'agent'],
  ['embedding_model', 'agent'],
  ['escalation_tags', 'conversation'],
]);

export const agentEntrySchema = z.strictObject({
  /** The key stands for it when there is none. */
  name: z.string().min(1).max(120).optional(),
  description: z.string().max(2_000).optional(),
  /** Stand at the head of the instructions. */
  goals: z.array(z.string().min(1).max(500)).max(50).optional(),
  instructions: z.string().max(20_000).optional(),
  mode: agentModeSchema.optional(),
  model: modelRefSchema.optional(),
  fallback_models: z.array(modelRefSchema).max(5).optional(),
  tools: z.array(z.string().min(1).max(64)).max(50).optional(),
  /** Names of knowledge bases, or `source`. */
  knowledge: names(20).optional(),
  /** Keys of this file, or names of agents that are there. */
  sub_agents: names(20).optional(),
  memory_schema: z
    .strictObject({
      scope: memory.scope.removeDefault().optional(),
      max_entries: memory.maxEntries.removeDefault().optional(),
      max_entry_length: memory.maxEntryLength.removeDefault().optional(),
      ...foreignMemory,
    })
    .optional(),
  limits: z
    .strictObject({
      max_steps: limits.maxSteps.removeDefault().optional(),
      max_tokens: limits.maxTokens.removeDefault().optional(),
      max_usd: z.number().min(0).max(1_000).optional(),
      max_seconds: z.number().min(1).max(86_400).optional(),
    })
    .optional(),
  reflection_rounds: config.reflectionRounds.removeDefault().optional(),
});
export type AgentEntry = z.infer<typeof agentEntrySchema>;

/** As keys of a file are written. */
export function keyOf(name: string): string {
  const key = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return key === '' ? 'agent' : key.slice(0, 64);
}

const HEAD = 'Goals:\n';

/** Goals lead the instructions, as a list. */
export function withGoals(goals: readonly string[], instructions: string): string {
  if (goals.length === 0) return instructions;
  const list = HEAD + goals.map((goal) => `- ${goal.trim().replace(/\s+/g, ' ')}`).join('\n');
  return instructions === '' ? list : `${list}\n\n${instructions}`;
}

/** Takes goals apart again that `withGoals` has put there. */
export function splitGoals(text: string): { goals: string[]; instructions: string } {
  const [list = '', ...rest] = text.split('\n\n');
  const lines = list.startsWith(HEAD) ? list.slice(HEAD.length).split('\n') : [];
  if (lines.length === 0 || lines.some((line) => !/^- \S/.test(line)))
    return { goals: [], instructions: text };
  return { goals: lines.map((line) => line.slice(2)), instructions: rest.join('\n\n') };
}
