import { editedStepSchema, type Plan, type PlanStep } from '@codexos/protocol/plan';
import { z } from 'zod';
import { planRequest } from '../models/extractive/plan-request.ts';
import type { DurableCalls } from '../node-context.ts';
import type { ModelMessage, ModelRequest } from '../ports/model-client.ts';
import { SEARCH_TOOL } from '../models/search-tool.ts';
import type { AgentTools } from './agent-tools.ts';
import { parseJsonAnswer } from './parse-json-answer.ts';
import { planProblem } from './plan-problem.ts';

const MAX_STEPS = 12;
const askedPlanSchema = z.object({ steps: z.array(editedStepSchema).min(1).max(MAX_STEPS) });

export interface PlanOptions {
  calls: DurableCalls;
  request: Pick<ModelRequest, 'model' | 'fallbackModels' | 'system'>;
  goal: string;
  history: readonly ModelMessage[];
  tools: AgentTools;
  knowledge: readonly string[];
}

/**
 * Asks the model for a plan, as JSON. A plan with mistakes goes back once with the mistakes named; after that the plan
 * is made from the clauses of the goal, without the model.
 */
export async function requestPlan(options: PlanOptions): Promise<Plan> {
  const { calls, request, goal, history, tools } = options;
  const messages: ModelMessage[] = [...history, { role: 'user', text: goal }];
  const instruction = `You plan work before it is done. Write the few steps that lead to the goal of the user. Steps without an order between them name none in "after". ${NOTE}`;
  for (let attempt = 0; attempt < 2; attempt++) {
    const answer = await calls.model({
      ...request,
      system: [request.system ?? '', instruction].filter((part) => part !== '').join('\n\n'),
      purpose: 'plan',
      isSilent: true,
      messages,
      tools: tools.list,
      jsonSchema: z.toJSONSchema(askedPlanSchema, { io: 'input' }) as NonNullable<ModelRequest['jsonSchema']>,
    });
    const checked = checkPlan(answer.text, options);
    if (checked.ok) return { goal, steps: checked.steps, revision: 1 };
    messages.push(
      { role: 'assistant', text: answer.text, toolCalls: [] },
      { role: 'user', text: `The plan has mistakes: ${checked.problem} Write it again, as JSON alone.` },
    );
  }
  const fallback = checkPlan(JSON.stringify(planRequest(goal, tools.list)), options);
  return { goal, steps: fallback.ok ? fallback.steps : [answerStep(goal)], revision: 1 };
}

const NOTE =
  'A step of the type "search" looks into knowledge, "tool" and "agent" use what is listed, "answer" writes from what is known; the last step is an answer.';

type CheckedPlan = { ok: true; steps: PlanStep[] } | { ok: false; problem: string };

function checkPlan(text: string, options: PlanOptions): CheckedPlan {
  const parsed = parseJsonAnswer(text, askedPlanSchema);
  if (!parsed.ok) return parsed;
  const { tools, goal } = options;
  const steps = parsed.value.steps.map((step): PlanStep => ({
    ...step,
    uses: toUse(step.uses, options),
    status: 'pending',
  }));
  const problem = planProblem(steps, tools.choices);
  if (problem !== null) return { ok: false, problem };
  const ids = new Set(steps.map(({ id }) => id));
  if (steps.at(-1)?.uses.type === 'answer') return { ok: true, steps };
  return {
    ok: true,
    steps: [...steps, { ...answerStep(goal), id: freeId(ids), after: steps.map(({ id }) => id) }],
  };
}

// Models name what they were shown: the tools that stand for a search or for an agent.
function toUse(uses: PlanStep['uses'], { tools, knowledge }: PlanOptions): PlanStep['uses'] {
  if (uses.type !== 'tool') return uses;
  const agentId = tools.agents.get(uses.tool);
  if (agentId !== undefined) return { type: 'agent', agentId };
  return uses.tool === SEARCH_TOOL ? { type: 'search', knowledge: knowledge[0] ?? '' } : uses;
}

function answerStep(goal: string): PlanStep {
  return { id: 'answer', goal, uses: { type: 'answer' }, doneWhen: '', after: [], status: 'pending' };
}

function freeId(ids: ReadonlySet<string>): string {
  let id = 'answer';
  while (ids.has(id)) id += '-';
  return id;
}
