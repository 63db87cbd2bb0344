/** Reads a file of agents. Every mistake is told with its line; nothing is looked up and nothing runs. */
import { agentConfigSchema, type AgentConfig } from '@codexos/protocol/agent';
import type { AgentFileProblem } from '@codexos/protocol/contracts/agent-files.contract';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { agentEntrySchema, FOREIGN_SCOPES, keyOf, withGoals, type AgentEntry } from './agent-file.ts';

export interface ReadAgent {
  key: string;
  name: string;
  description: string;
  /** Knowledge and sub-agents still by name; an absent model is the usual one of the workspace. */
  config: Omit<AgentConfig, 'model'> & { model: string | undefined };
}

export interface AgentFile {
  agents: ReadAgent[];
  problems: AgentFileProblem[];
  /** The line of a value, by the words that lead to it. */
  lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

const MAX_AGENTS = 200;

export function readAgentFile(text: string): AgentFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineOf = (path: readonly PropertyKey[]): number | undefined => findLine(document, counter, path);
  const syntax = document.errors.map((error) => ({
    line: counter.linePos(error.pos[0]).line,
    path: '',
    severity: 'error' as const,
    message: error.message,
    hint: 'Mend the YAML; indent with spaces.',
  }));
  if (syntax.length > 0) return { agents: [], problems: syntax, lineOf };
  const entries = entriesOf(document);
  if (typeof entries === 'string') {
    return { agents: [], problems: [problem(['agents'], lineOf, { message: entries, hint: SHAPE })], lineOf };
  }
  const problems: AgentFileProblem[] = [];
  const agents: ReadAgent[] = [];
  for (const [key, value] of Object.entries(entries)) {
    const parsed = agentEntrySchema.safeParse(value ?? {});
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((issue) => describeIssue(issue, ['agents', key], lineOf)));
      continue;
    }
    problems.push(...memoryNotes(parsed.data, ['agents', key, 'memory_schema'], lineOf));
    const config = agentConfigSchema.safeParse(toConfig(parsed.data));
    if (config.success) {
      const { name = key, description = '', model } = parsed.data;
      agents.push({ key, name, description, config: { ...config.data, model } });
    } else {
      // All that is left to be wrong: goals and instructions are too long together.
      const path = ['agents', key, 'instructions'];
      for (const { message } of config.error.issues)
        problems.push(
          problem(path, lineOf, { message: `${message} (with the goals)`, hint: 'Make it shorter.' }),
        );
    }
  }
  const twice = duplicateOf(agents.map(({ name }) => keyOf(name)));
  if (twice !== undefined) {
    const message = `Two agents are named ${twice}.`;
    problems.push(
      problem(['agents', twice, 'name'], lineOf, { message, hint: 'Give each a name of its own.' }),
    );
  }
  return { agents, problems, lineOf };
}

const SHAPE = 'Begin with “agents:” and put each agent under a key below it, such as “support-agent:”.';

function entriesOf(document: Document): Record<string, unknown> | string {
  const content = contentOf(document);
  if (!isRecord(content)) return 'The file holds no agents.';
  const { agents, ...others } = content;
  const [other] = Object.keys(others);
  if (other !== undefined) return `The file has a part “${other}” beside “agents”.`;
  if (!isRecord(agents) || Object.keys(agents).length === 0) return 'The file holds no agents.';
  const count = Object.keys(agents).length;
  return count > MAX_AGENTS ? `The file holds ${count} agents; ${MAX_AGENTS} are the most.` : agents;
}

/** Undefined for a file in which a few lines stand for a huge text. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function toConfig(entry: AgentEntry): z.input<typeof agentConfigSchema> {
  const { memory_schema: memory, limits, model: _model } = entry;
  return {
    instructions: withGoals(entry.goals ?? [], entry.instructions ?? ''),
    mode: entry.mode,
    fallbackModels: entry.fallback_models,
    tools: entry.tools,
    knowledge: entry.knowledge,
    subAgents: entry.sub_agents,
    reflectionRounds: entry.reflection_rounds,
    memory: memory && {
      scope: memory.scope ?? foreignScope(memory),
      maxEntries: memory.max_entries,
      maxEntryLength: memory.max_entry_length,
    },
    limits: limits && {
      maxSteps: limits.max_steps,
      maxTokens: limits.max_tokens,
      ...(limits.max_usd === undefined ? {} : { maxMicroUsd: Math.round(limits.max_usd * 1_000_000) }),
      ...(limits.max_seconds === undefined ? {} : { maxDurationMs: Math.round(limits.max_seconds * 1_000) }),
    },
  };
}

type MemorySchema = NonNullable<AgentEntry['memory_schema']>;

/** The longest of what the stores of another system are for. */
function foreignScope(memory: MemorySchema): AgentConfig['memory']['scope'] | undefined {
  const scopes = Object.keys(memory).flatMap((name) => FOREIGN_SCOPES.get(name) ?? []);
  return (['agent', 'conversation', 'run'] as const).find((scope) => scopes.includes(scope));
}

function memoryNotes(
  { memory_schema: memory = {} }: AgentEntry,
  path: readonly string[],
  lineOf: AgentFile['lineOf'],
): AgentFileProblem[] {
  const scope = memory.scope ?? foreignScope(memory);
  return Object.keys(memory)
    .filter((name) => FOREIGN_SCOPES.has(name))
    .map((name) => ({
      ...problem([...path, name], lineOf, {
        message: `${name} names a store of another system, which is not used.`,
        hint: `Memory is kept in the database of this server; this agent remembers by the scope “${scope ?? 'none'}”.`,
      }),
      severity: 'warning',
    }));
}

function describeIssue(
  issue: z.core.$ZodIssue,
  base: readonly string[],
  lineOf: AgentFile['lineOf'],
): AgentFileProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const place = issue.path.join('.') || 'An agent';
    return issue.keys.map((key) =>
      problem([...path, key], lineOf, {
        message: `${place} has no field “${key}”.`,
        hint: `It has: ${fieldsOf(issue.path).join(', ')}.`,
      }),
    );
  }
  return [problem(path, lineOf, { message: issue.message, hint: 'Change the value.' })];
}

function fieldsOf(path: readonly PropertyKey[]): string[] {
  const { memory_schema: memory, limits } = agentEntrySchema.shape;
  if (path[0] === 'memory_schema') return Object.keys(memory.unwrap().shape);
  return Object.keys(path[0] === 'limits' ? limits.unwrap().shape : agentEntrySchema.shape);
}

function problem(
  path: readonly PropertyKey[],
  lineOf: AgentFile['lineOf'],
  { message, hint }: { message: string; hint: string },
): AgentFileProblem {
  const line = lineOf(path);
  return {
    path: path.slice(1).join('.'),
    severity: 'error',
    message,
    hint,
    ...(line === undefined ? {} : { line }),
  };
}

/** The line of the key that a path names, or of the nearest that is there. */
function findLine(
  document: Document,
  counter: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
      if (pair && isScalar(pair.key) && pair.key.range) return counter.linePos(pair.key.range[0]).line;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isScalar(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return undefined;
}

function duplicateOf(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
