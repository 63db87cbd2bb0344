import type { AgentConfig } from '@codexos/protocol/agent';
import type { Citation, Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import type { PlanChoices } from '@codexos/protocol/plan';
import { CodexError, toWireError } from '@codexos/utils/errors';
import { SEARCH_TOOL } from '../models/search-tool.ts';
import type { DurableCalls, NodeContext } from '../node-context.ts';
import type { Paused } from '../outcome.ts';
import { pauseOnChildRuns } from '../run/join-pauses.ts';
import type { Caller } from '../ports/caller.ts';
import type { ModelRequest, ModelTool, ModelToolCall } from '../ports/model-client.ts';

/**
 * Everything that an agent's model may call. Fixed by the agent's settings before the model sees a word: nothing that
 * is retrieved, remembered or returned can add to it.
 */
export interface AgentTools {
  readonly list: readonly ModelTool[];
  /** What the first turn may choose from, when whoever started the run wants one of its own tools called. */
  readonly first: Pick<ModelRequest, 'tools' | 'toolChoice'>;
  /** Of calls that whoever started the run carries out, one turn makes at most this many. */
  readonly callerCallsPerTurn: number;
  isOfCaller(tool: string): boolean;
  /** Agents behind tools, by the tool's name. */
  readonly agents: ReadonlyMap<string, string>;
  /** What the steps of a plan may use. */
  readonly choices: PlanChoices;
  call(call: ModelToolCall, calls: DurableCalls): Promise<AgentToolOutcome>;
}

export type AgentToolOutcome =
  | { status: 'ok'; output: JsonValue; citations: readonly Citation[]; passages?: Passage[] }
  | { status: 'error'; message: string }
  | { status: 'paused'; pause: Paused };

const TOP_K = 8;
const MAX_KEY_LENGTH = 200;
const MAX_NAME_LENGTH = 60;

export interface AgentToolsOptions {
  config: AgentConfig;
  agentId: string;
  context: Pick<NodeContext<unknown, unknown>, 'listTools' | 'getAgent' | 'caller'>;
}

export async function createAgentTools({ config, agentId, context }: AgentToolsOptions): Promise<AgentTools> {
  const granted = context.listTools().filter((tool) => config.tools.includes(tool.name));
  const subAgents = await Promise.all(
    config.subAgents.map((id) => context.getAgent({ agentId: id, version: 'latest' })),
  );
  const agents = new Map<string, string>();
  const offered = context.caller?.tools ?? [];
  const ofCaller = new Set(offered.map(({ name }) => name));
  const taken = new Set([...granted.map(({ name }) => name), ...ofCaller, SEARCH_TOOL, REMEMBER_TOOL.name]);
  const agentTools = subAgents.map((agent) => {
    const name = freeName(agentToolName(agent.name), taken);
    taken.add(name);
    agents.set(name, agent.agentId);
    return agentTool(name, agent.description);
  });
  const list: ModelTool[] = [
    ...granted.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
    ...(config.knowledge.length > 0 ? [searchTool(config.knowledge)] : []),
    ...agentTools,
    ...(config.memory.scope === 'none' ? [] : [REMEMBER_TOOL]),
    ...offered,
  ];
  const nameOf = new Map(subAgents.map((agent) => [agent.agentId, agent.name]));
  return {
    list,
    first: firstTurn(list, context.caller),
    callerCallsPerTurn: context.caller?.isParallel === false ? 1 : Infinity,
    isOfCaller: (tool) => ofCaller.has(tool),
    agents,
    choices: {
      tools: list.map(({ name }) => name).filter((name) => name !== SEARCH_TOOL && !agents.has(name)),
      agents: subAgents.map((agent) => ({ agentId: agent.agentId, name: agent.name })),
      knowledge: config.knowledge,
    },
    call({ tool, input }, calls) {
      if (ofCaller.has(tool)) return callOfCaller(calls, { tool, input });
      const subAgent = agents.get(tool);
      if (subAgent !== undefined) {
        const name = nameOf.get(subAgent) ?? tool;
        return callSubAgent(calls, { agentId: subAgent, name, goal: String(input.goal ?? '') });
      }
      if (tool === SEARCH_TOOL && config.knowledge.length > 0) return search(calls, { config, input });
      if (tool === REMEMBER_TOOL.name && config.memory.scope !== 'none')
        return remember(calls, { config, agentId, input });
      return callGranted(calls, { tool, input, granted: config.tools });
    },
  };
}

/** A wanted call is one of the caller's own tools, so these alone are offered then. */
function firstTurn(list: readonly ModelTool[], caller: Caller | undefined): AgentTools['first'] {
  if (!caller || caller.choice === 'auto' || caller.tools.length === 0) return { tools: list };
  const { choice, tools } = caller;
  if (choice === 'required') return { tools, toolChoice: 'required' };
  return { tools: tools.filter(({ name }) => name === choice.tool), toolChoice: 'required' };
}

async function callOfCaller(
  calls: DurableCalls,
  options: { tool: string; input: ModelToolCall['input'] },
): Promise<AgentToolOutcome> {
  const result = await calls.callerTool(options);
  return result.status === 'error' ? { status: 'error', message: result.error.message } : result;
}

async function callGranted(
  calls: DurableCalls,
  options: Parameters<DurableCalls['tool']>[0],
): Promise<AgentToolOutcome> {
  const result = await calls.tool(options);
  if (result.status !== 'error') return result;
  const { message, hint } = result.error;
  return { status: 'error', message: hint === undefined ? message : `${message} ${hint}` };
}

async function callSubAgent(
  calls: DurableCalls,
  { agentId, name, goal }: { agentId: string; name: string; goal: string },
): Promise<AgentToolOutcome> {
  const { childRunId, status, output, citations, error } = await calls.run({ type: 'agent', agentId, goal });
  if (status === 'paused') {
    const pause = pauseOnChildRuns([{ runId: childRunId, agentId, name, goal }]);
    return { status: 'paused', pause };
  }
  if (status === 'completed') return { status: 'ok', output, citations };
  const cause = error ? ` ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}` : '';
  return { status: 'error', message: `The agent “${name}” ended as ${status} in run ${childRunId}.${cause}` };
}

async function search(
  calls: DurableCalls,
  { config, input }: { config: AgentConfig; input: ModelToolCall['input'] },
): Promise<AgentToolOutcome> {
  const query = typeof input.query === 'string' ? input.query.trim() : '';
  const knowledge = typeof input.knowledge === 'string' ? input.knowledge : (config.knowledge[0] ?? '');
  if (query === '') return { status: 'error', message: 'The query is empty.' };
  if (!config.knowledge.includes(knowledge)) {
    const error = new CodexError({
      code: 'KNOWLEDGE_BASE_NOT_FOUND',
      message: `“${knowledge}” is not given to this agent.`,
    });
    return { status: 'error', message: toWireError(error).message };
  }
  const passages = await calls.retrieve({ knowledge, query, topK: TOP_K });
  return { status: 'ok', output: null, passages, citations: passages.map((passage) => passage.citation) };
}

async function remember(
  calls: DurableCalls,
  { config, agentId, input }: { config: AgentConfig; agentId: string; input: ModelToolCall['input'] },
): Promise<AgentToolOutcome> {
  const { scope, maxEntries, maxEntryLength } = config.memory;
  const { key, value } = input;
  if (scope === 'none' || typeof key !== 'string' || key === '')
    return { status: 'error', message: 'A key is needed.' };
  const text = typeof value === 'string' ? value.slice(0, maxEntryLength) : null;
  await calls.writeMemory({ agentId, scope, key: key.slice(0, MAX_KEY_LENGTH), value: text, maxEntries });
  return { status: 'ok', output: text === null ? 'Forgotten.' : 'Remembered.', citations: [] };
}

const REMEMBER_TOOL: ModelTool = {
  name: 'remember',
  description: 'Keeps a short note under a key for later. Without a value the key is forgotten.',
  inputSchema: {
    type: 'object',
    properties: { key: { type: 'string', maxLength: MAX_KEY_LENGTH }, value: { type: 'string' } },
    required: ['key'],
    additionalProperties: false,
  },
};

function searchTool(knowledge: readonly string[]): ModelTool {
  return {
    name: SEARCH_TOOL,
    description: 'Searches the knowledge of this agent and returns passages that can be cited.',
    inputSchema: {
      type: 'object',
      properties: {
        query: { type: 'string', description: 'What to look for, in words or names.' },
        knowledge: { type: 'string', enum: [...knowledge], default: knowledge[0] ?? '' },
      },
      required: ['query'],
      additionalProperties: false,
    },
  };
}

function agentTool(name: string, description: string): ModelTool {
  return {
    name,
    description: `Hands a task to another agent and returns its answer. ${description}`,
    inputSchema: {
      type: 'object',
      properties: { goal: { type: 'string' } },
      required: ['goal'],
      additionalProperties: false,
    },
  };
}

function agentToolName(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `ask-${slug === '' ? 'agent' : slug}`.slice(0, MAX_NAME_LENGTH);
}

/** The name itself, or with the first number that makes it one of its own. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) {
    const ending = `-${count}`;
    free = `${name.slice(0, MAX_NAME_LENGTH - ending.length)}${ending}`;
  }
  return free;
}
