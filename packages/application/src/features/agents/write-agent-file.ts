/** Writes agents as a file that `readAgentFile` reads. What is as usual is left out. */
import { agentConfigSchema, type AgentConfig } from '@codexos/protocol/agent';
import { stringify } from 'yaml';
import { keyOf, splitGoals, type AgentEntry } from './agent-file.ts';

export interface WrittenAgent {
  name: string;
  description: string;
  config: AgentConfig;
}

/** Names for ids; an id without one stays as it is. */
export interface Names {
  agents: ReadonlyMap<string, string>;
  knowledge: ReadonlyMap<string, string>;
}

const USUAL = agentConfigSchema.parse({});

export function writeAgentFile(agents: readonly WrittenAgent[], names: Names): string {
  const entries: Record<string, AgentEntry> = {};
  for (const agent of agents) entries[freeKey(keyOf(agent.name), entries)] = toEntry(agent, names);
  return stringify({ agents: entries }, { lineWidth: 0 });
}

function toEntry({ name, description, config }: WrittenAgent, names: Names): AgentEntry {
  const { goals, instructions } = splitGoals(config.instructions);
  const { memory, limits } = config;
  return {
    name,
    ...(description === '' ? {} : { description }),
    ...listed('goals', goals),
    ...(instructions === '' ? {} : { instructions }),
    ...(config.mode === USUAL.mode ? {} : { mode: config.mode }),
    model: config.model,
    ...listed('fallback_models', config.fallbackModels),
    ...listed('tools', config.tools),
    ...listed(
      'knowledge',
      config.knowledge.map((id) => names.knowledge.get(id) ?? id),
    ),
    ...listed(
      'sub_agents',
      config.subAgents.map((id) => names.agents.get(id) ?? id),
    ),
    ...(memory.scope === 'none'
      ? {}
      : {
          memory_schema: {
            scope: memory.scope,
            max_entries: memory.maxEntries,
            max_entry_length: memory.maxEntryLength,
          },
        }),
    limits: {
      max_steps: limits.maxSteps,
      max_tokens: limits.maxTokens,
      max_usd: limits.maxMicroUsd / 1_000_000,
      max_seconds: limits.maxDurationMs / 1_000,
    },
    ...(config.reflectionRounds === 0 ? {} : { reflection_rounds: config.reflectionRounds }),
  };
}

function listed(field: string, values: readonly string[]): Record<string, string[]> {
  return values.length === 0 ? {} : { [field]: [...values] };
}

function freeKey(key: string, taken: Readonly<Record<string, unknown>>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? key : `${key}-${count}`;
    if (!(candidate in taken)) return candidate;
  }
}
