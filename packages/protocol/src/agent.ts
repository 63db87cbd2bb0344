/** An agent is a record of its own, versioned like a flow: who it is, what it may use and how far it may go. */
import { z } from 'zod';
import { BUILTIN_MODEL, modelRefSchema } from './model.ts';

export const agentLimitsSchema = z.object({
  /** Model turns in one activation. */
  maxSteps: z.int().min(1).max(100).default(12),
  /** Input and output tokens together. */
  maxTokens: z.int().min(1).max(10_000_000).default(200_000),
  maxMicroUsd: z.int().min(0).max(1_000_000_000).default(1_000_000),
  maxDurationMs: z.int().min(1_000).max(86_400_000).default(600_000),
});

export const memoryPolicySchema = z.object({
  /** `none` keeps nothing; the others say how long a memory lives. */
  scope: z.enum(['none', 'run', 'conversation', 'agent']).default('none'),
  maxEntries: z.int().min(1).max(10_000).default(200),
  /** UTF-16 code units of one entry. */
  maxEntryLength: z.int().min(1).max(20_000).default(2_000),
});

export const agentModeSchema = z.enum(['direct', 'planner']);

export const agentConfigSchema = z
  .object({
    instructions: z.string().max(20_000).default(''),
    /** `direct`: model and tools in a loop. `planner`: plan, steps, memory, reflection, answer. */
    mode: agentModeSchema.default('direct'),
    model: modelRefSchema.default(BUILTIN_MODEL),
    /** Tried in order when the model before fails. */
    fallbackModels: z.array(modelRefSchema).max(5).default([]),
    /** Names of the tools it may call; retrieved text can never add to these. */
    tools: z.array(z.string().max(64)).max(50).default([]),
    /** Agents it may call as sub-agents, by id. */
    subAgents: z.array(z.string().max(64)).max(20).default([]),
    /** Knowledge base ids, or the reserved word `source` for what the run binds. */
    knowledge: z.array(z.string().max(64)).max(20).default([]),
    memory: memoryPolicySchema.default({ scope: 'none', maxEntries: 200, maxEntryLength: 2_000 }),
    limits: agentLimitsSchema.default({
      maxSteps: 12,
      maxTokens: 200_000,
      maxMicroUsd: 1_000_000,
      maxDurationMs: 600_000,
    }),
    /** Critique and revise at most this often before answering. */
    reflectionRounds: z.int().min(0).max(5).default(0),
  })
  .meta({ id: 'AgentConfig' });
export type AgentConfig = z.infer<typeof agentConfigSchema>;
