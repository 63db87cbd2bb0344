import type { Citation, Passage } from '@codexos/protocol/citation';
import type { Plan, PlanStep } from '@codexos/protocol/plan';
import type { ErrorCode } from '@codexos/protocol/error-codes';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { valueToText } from '../expression/template.ts';
import type { DurableCalls } from '../node-context.ts';
import type { Paused } from '../outcome.ts';
import type { ModelRequest } from '../ports/model-client.ts';
import type { AgentBudget } from './agent-budget.ts';
import type { AgentTools, AgentToolOutcome } from './agent-tools.ts';
import { joinPauses } from '../run/join-pauses.ts';

/** What a step has found. */
export interface Finding {
  from: string;
  text: string;
  citations: readonly Citation[];
}

export interface PlanRun {
  /** In the order of the plan, whatever the order in which the steps ended. */
  passages: Passage[];
  findings: Finding[];
  pause?: Paused;
}

interface Yield {
  passages: Passage[];
  finding?: Finding;
}

/** What the steps have brought so far. */
interface Progress {
  over: Map<string, PlanStep['status']>;
  yields: Map<string, Yield>;
  pause: Paused | undefined;
}

export interface RunPlanOptions {
  calls: DurableCalls;
  request: Pick<ModelRequest, 'model' | 'fallbackModels' | 'system'>;
  tools: AgentTools;
  budget: AgentBudget;
  /** The plan as it stands, edits by people included. */
  currentPlan: () => Plan;
}

const TOP_K = 8;
const MAX_RESULT_LENGTH = 400;

/**
 * Does the steps of a plan, each as soon as those it comes after are over, side by side where their order allows it.
 * Answers are left to the end. The plan is read anew before each step, so that a person may change what is still to
 * come; a step that fails is noted, and what needs it is skipped.
 */
export async function runPlan(options: RunPlanOptions): Promise<PlanRun> {
  const progress: Progress = { over: new Map(), yields: new Map(), pause: undefined };
  const underWay = new Map<string, Promise<void>>();
  const start = (step: PlanStep): void => {
    const work = doStep(step, { ...options, calls: options.calls.branch(branchOf(step)), progress }).finally(
      () => {
        underWay.delete(step.id);
      },
    );
    underWay.set(step.id, work);
  };
  for (;;) {
    if (!progress.pause) {
      for (const step of options.currentPlan().steps) {
        if (isReady(step, { over: progress.over, underWay })) start(step);
      }
    }
    if (underWay.size === 0) return collect(options.currentPlan(), progress);
    await Promise.race(underWay.values());
  }
}

function collect({ steps }: Plan, { yields, pause }: Progress): PlanRun {
  const inOrder = steps.flatMap(({ id }) => yields.get(id) ?? []);
  return {
    passages: inOrder.flatMap(({ passages }) => passages),
    findings: inOrder.flatMap(({ finding }) => finding ?? []),
    ...(pause ? { pause } : {}),
  };
}

function isReady(
  { id, uses, after }: PlanStep,
  { over, underWay }: { over: ReadonlyMap<string, unknown>; underWay: ReadonlyMap<string, unknown> },
): boolean {
  return (
    uses.type !== 'answer' && !over.has(id) && !underWay.has(id) && after.every((other) => over.has(other))
  );
}

interface StepOptions extends RunPlanOptions {
  progress: Progress;
}

async function doStep(step: PlanStep, { calls, progress, ...options }: StepOptions): Promise<void> {
  const { over, yields } = progress;
  const end = async (status: PlanStep['status'], result: string): Promise<void> => {
    await calls.updatePlanStep({ ...step, status, result: shorten(result) });
    over.set(step.id, status);
  };
  const reached = options.budget.takeStep();
  if (reached) {
    await calls.limit(reached);
    return end('skipped', reached.message);
  }
  if (step.after.some((other) => over.get(other) === 'failed'))
    return end('skipped', 'A step before it has failed.');
  await calls.updatePlanStep({ ...step, status: 'running' });
  let outcome: StepOutcome;
  try {
    outcome = await useStep(step, { calls, progress, ...options });
  } catch (error) {
    calls.signal.throwIfAborted();
    // What ends the run as a whole is not the step's failure.
    if (CodexError.is(error) && RUN_ENDING.has(error.code)) throw error;
    return end('failed', errorMessage(error));
  }
  if (outcome.status === 'paused') {
    progress.pause = progress.pause ? joinPauses(progress.pause, outcome.pause) : outcome.pause;
    return;
  }
  if (outcome.gain) yields.set(step.id, outcome.gain);
  await end(outcome.status, outcome.result);
}

type StepOutcome =
  { status: 'done' | 'failed'; result: string; gain?: Yield } | { status: 'paused'; pause: Paused };

const RUN_ENDING: ReadonlySet<ErrorCode> = new Set([
  'JOURNAL_FENCED',
  'RUN_NOT_ACTIVE',
  'RUN_CANCELLED',
  'NODE_TIMED_OUT',
]);

async function useStep(step: PlanStep, options: StepOptions): Promise<StepOutcome> {
  const { uses, goal } = step;
  const { calls, tools } = options;
  if (uses.type === 'search') {
    const passages = await calls.retrieve({ knowledge: uses.knowledge, query: goal, topK: TOP_K });
    const places = passages.map(
      ({ citation }) => `${citation.path}:${citation.startLine}-${citation.endLine}`,
    );
    const result =
      places.length === 0 ? 'Nothing was found.' : `${places.length} passages: ${places.join(', ')}`;
    return { status: 'done', result, gain: { passages } };
  }
  if (uses.type === 'agent') {
    const name = [...tools.agents].find(([, agentId]) => agentId === uses.agentId)?.[0] ?? '';
    return toStepOutcome(name, await tools.call({ id: step.id, tool: name, input: { goal } }, calls));
  }
  return uses.type === 'tool' ? useTool(uses.tool, goal, options) : { status: 'done', result: '' };
}

/** Has the model fill the input of the one tool that the plan names. */
async function useTool(
  tool: string,
  goal: string,
  { calls, progress, tools, request }: StepOptions,
): Promise<StepOutcome> {
  const known = [...progress.yields.values()].flatMap(({ finding }) => finding ?? []);
  const found = known.map(({ from, text }) => `${from}: ${text}`).join('\n');
  const answer = await calls.model({
    ...request,
    isSilent: true,
    messages: [{ role: 'user', text: found === '' ? goal : `${goal}\n\nKnown so far:\n${found}` }],
    tools: tools.list.filter(({ name }) => name === tool),
  });
  const [call] = answer.toolCalls;
  if (!call) return { status: 'failed', result: 'The model gave no input for the tool.' };
  return toStepOutcome(tool, await tools.call({ ...call, tool }, calls));
}

function toStepOutcome(from: string, outcome: AgentToolOutcome): StepOutcome {
  if (outcome.status === 'paused') return outcome;
  if (outcome.status === 'error') return { status: 'failed', result: outcome.message };
  const { output, citations, passages = [] } = outcome;
  const text = valueToText(output);
  return { status: 'done', result: text, gain: { passages, finding: { from, text, citations } } };
}

function shorten(text: string): string {
  return text.length > MAX_RESULT_LENGTH ? `${text.slice(0, MAX_RESULT_LENGTH)}…` : text;
}

// From the id and not the position, because people may add steps in between; far apart, so that two never meet.
function branchOf({ id }: PlanStep): number {
  let hash = 7;
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) % 1_000_000_007;
  return hash;
}
