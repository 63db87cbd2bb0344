import type { Passage } from '@codexos/protocol/citation';
import type { Plan, PlanStep } from '@codexos/protocol/plan';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import { renderResults } from '../citations/render-results.ts';
import { createAgentBudget, type AgentBudget } from './agent-budget.ts';
import type { AgentWork } from './agent-request.ts';
import { agentSystem } from './agent-system.ts';
import { createAgentTools } from './agent-tools.ts';
import { reflectDraft } from './reflect-draft.ts';
import { requestPlan } from './request-plan.ts';
import { limitError, type AgentResult } from './run-direct.ts';
import { runPlan, type PlanRun } from './run-plan.ts';

/** Plans, does the steps, notes what was found, writes an answer and has it criticised. */
export async function runPlanner(work: AgentWork): Promise<AgentResult> {
  const { config, goal, history, context } = work;
  const { calls } = context;
  const budget = createAgentBudget(config.limits, calls);
  const tools = await createAgentTools(work);
  const system = await agentSystem(calls, work);
  const request = {
    model: config.model,
    fallbackModels: config.fallbackModels,
    ...(system === '' ? {} : { system }),
  };

  const first = budget.takeStep();
  if (first) throw limitError(first.message);
  const planned = await requestPlan({ calls, request, goal, history, tools, knowledge: config.knowledge });
  await calls.writePlan(planned, tools.choices);
  const currentPlan = (): Plan => context.plan() ?? planned;
  const run = await runPlan({ calls, request, tools, budget, currentPlan });
  if (run.pause) return { status: 'paused', pause: run.pause };
  await noteFindings(work, currentPlan());

  const passages = [...work.passages, ...run.passages];
  const draft = await writeAnswer(work, { run, passages, request, budget });
  const reflected = await reflectDraft({
    calls,
    budget,
    request,
    goal,
    draft,
    passages,
    knowledge: config.knowledge,
    rounds: config.reflectionRounds,
  });
  const plan = await endAnswers(work, { plan: currentPlan(), text: reflected.text });
  return { status: 'done', text: reflected.text, citations: reflected.citations, plan };
}

interface AnswerOptions {
  run: PlanRun;
  passages: readonly Passage[];
  request: { model: string; fallbackModels: string[]; system?: string };
  budget: AgentBudget;
}

async function writeAnswer(
  { goal, history, context }: AgentWork,
  { run, passages, request, budget }: AnswerOptions,
): Promise<Extract<AgentResult, { status: 'done' }>> {
  const { calls } = context;
  const reached = budget.takeStep();
  // One last answer is what the work was for; only what costs more than is allowed keeps it from being written.
  if (reached && reached.limit !== 'steps') {
    await calls.limit(reached);
    throw limitError(reached.message);
  }
  const joined = joinCitedTexts([
    { text: '', citations: passages.map((passage) => passage.citation) },
    ...run.findings,
  ]);
  const results = renderResults(
    run.findings.map(({ from, text }, index) => ({ from, text: joined.texts[index + 1] ?? text })),
  );
  const text = results === '' ? goal : `${results}\n\n${goal}`;
  const answer = await calls.model({
    ...request,
    messages: [...history, { role: 'user', text }],
    passages,
    citations: joined.citations,
  });
  return { status: 'done', text: answer.text, citations: answer.citations };
}

const MAX_KEY_LENGTH = 120;

/** Remembers what the steps have found under the goal they served. */
async function noteFindings({ config, agentId, goal, context }: AgentWork, plan: Plan): Promise<void> {
  const { scope, maxEntries, maxEntryLength } = config.memory;
  if (scope === 'none') return;
  const lines = plan.steps
    .filter(({ status }) => status === 'done')
    .map((step) => `${step.goal}: ${step.result ?? ''}`);
  if (lines.length === 0) return;
  const value = lines.join('\n').slice(0, maxEntryLength);
  await context.calls.writeMemory({ agentId, scope, key: goal.slice(0, MAX_KEY_LENGTH), value, maxEntries });
}

/** The steps that were left to the end are done with the answer. */
async function endAnswers(
  { context }: AgentWork,
  { plan, text }: { plan: Plan; text: string },
): Promise<Plan> {
  const steps: PlanStep[] = [];
  for (const step of plan.steps) {
    if (step.uses.type !== 'answer' || step.status === 'done') {
      steps.push(step);
      continue;
    }
    const ended: PlanStep = { ...step, status: 'done', result: text.slice(0, 400) };
    await context.calls.updatePlanStep(ended);
    steps.push(ended);
  }
  return { ...plan, steps };
}
