import type { Citation, Passage } from '@codexos/protocol/citation';
import type { Plan } from '@codexos/protocol/plan';
import { CodexError } from '@codexos/utils/errors';
import type { DurableCalls } from '../node-context.ts';
import type { Paused } from '../outcome.ts';
import { createAgentBudget } from './agent-budget.ts';
import type { AgentWork } from './agent-request.ts';
import { agentSystem } from './agent-system.ts';
import { createAgentTools } from './agent-tools.ts';
import { reflectDraft } from './reflect-draft.ts';
import { runToolLoop } from './tool-loop.ts';

export type AgentResult =
  { status: 'done'; text: string; citations: Citation[]; plan?: Plan } | { status: 'paused'; pause: Paused };

const TOP_K = 8;

/** Model and tools in a loop, after one look into the agent's knowledge. */
export async function runDirect(work: AgentWork): Promise<AgentResult> {
  const { config, goal, history, context } = work;
  const { calls } = context;
  const budget = createAgentBudget(config.limits, calls);
  const tools = await createAgentTools(work);
  const system = await agentSystem(calls, work);
  const passages = [...work.passages, ...(await firstLook(calls, { knowledge: config.knowledge, goal }))];
  const request = {
    model: config.model,
    fallbackModels: config.fallbackModels,
    ...(system === '' ? {} : { system }),
  };
  const messages = [...history, { role: 'user' as const, text: goal }];
  const result = await runToolLoop({ calls, request, messages, passages, tools, budget });
  if (result.status === 'paused') return result;
  if (result.status === 'limit') {
    if (result.text.trim() !== '') return { status: 'done', text: result.text, citations: result.citations };
    throw limitError(result.reached.message);
  }
  if (config.reflectionRounds === 0)
    return { status: 'done', text: result.text, citations: result.citations };
  const reflected = await reflectDraft({
    calls,
    budget,
    request,
    goal,
    draft: result,
    passages,
    knowledge: config.knowledge,
    rounds: config.reflectionRounds,
  });
  return { status: 'done', text: reflected.text, citations: reflected.citations };
}

/** What the agent's knowledge says about a goal, so that an answer has something to rest on from the start. */
async function firstLook(
  calls: DurableCalls,
  { knowledge, goal }: { knowledge: readonly string[]; goal: string },
): Promise<Passage[]> {
  const found: Passage[] = [];
  for (const id of knowledge)
    found.push(...(await calls.retrieve({ knowledge: id, query: goal, topK: TOP_K })));
  return found;
}

export function limitError(message: string): CodexError {
  return new CodexError({
    code: 'LIMIT_REACHED',
    message,
    hint: 'Raise the limit in the settings of the agent, or ask for less at once.',
  });
}
