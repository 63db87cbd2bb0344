import { isDeepStrictEqual } from 'node:util';
import type { EditedStep, Plan, PlanChange, PlanChoices, PlanStep } from '@codexos/protocol/plan';
import { CodexError } from '@codexos/utils/errors';
import { planProblem } from './plan-problem.ts';

export interface PlanEdit {
  by: string;
  /** Of the plan that the person has seen. */
  revision: number;
  /** All steps, those that have begun included, in the new order. */
  steps: readonly EditedStep[];
}

/**
 * What a person's edit makes of a plan. Throws CONFLICT when the plan is no longer the one that was edited, or when a
 * step that the edit touches has begun; PLAN_INVALID when the steps could not be done. The plan stays as it is then.
 */
export function editPlan(
  plan: Plan,
  choices: PlanChoices,
  { by, revision, steps }: PlanEdit,
): Extract<PlanChange, { type: 'edit' }> {
  if (revision !== plan.revision)
    throw conflict(
      `The plan was edited meanwhile: it is at revision ${plan.revision}, and the edit was made on revision ${revision}.`,
    );
  // Once the last step is over, the agent writes its answer, and a step that is added would never be done.
  if (!plan.steps.some(({ status, uses }) => uses.type !== 'answer' && isOpen(status)))
    throw conflict('The steps of the plan are all over, and the agent writes its answer.');
  const begun = new Map(
    plan.steps.filter(({ status }) => status !== 'pending').map((step) => [step.id, step]),
  );
  const changed = steps.map((step): PlanStep => {
    const before = begun.get(step.id);
    if (!before) return { ...step, status: 'pending' };
    if (!isSame(before, step)) throw hasBegun(before);
    return before;
  });
  const kept = new Set(steps.map(({ id }) => id));
  for (const [id, step] of begun) if (!kept.has(id)) throw hasBegun(step);
  const problem =
    planProblem(changed, choices) ??
    (changed.at(-1)?.uses.type === 'answer' ? null : 'The last step has to be an answer.');
  if (problem !== null)
    throw new CodexError({
      code: 'PLAN_INVALID',
      message: problem,
      hint: 'Change the steps so that each can be done, and send them again.',
    });
  return { type: 'edit', by, revision: plan.revision + 1, steps: changed };
}

const isOpen = (status: PlanStep['status']): boolean => status === 'pending' || status === 'running';

function isSame(before: PlanStep, { id, goal, uses, doneWhen, after }: EditedStep): boolean {
  const { status: _status, result: _result, ...kept } = before;
  return isDeepStrictEqual(kept, { id, goal, uses, doneWhen, after });
}

function hasBegun({ goal }: PlanStep): CodexError {
  return conflict(`The step “${goal}” has begun, so it can no longer be changed, moved or removed.`);
}

function conflict(message: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message,
    hint: 'Nothing was changed. Look at the plan as it stands now, and edit that.',
  });
}
