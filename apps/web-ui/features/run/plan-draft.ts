/** A plan while a person edits it: the steps that have begun stand as they are, the others are the person's. */
import type { EditedStep, Plan, PlanChoices, PlanStep } from '@codexos/protocol/plan';

export interface DraftRow {
  step: EditedStep;
  /** The step as it stands, once it has begun; what the draft says of it no longer counts. */
  begun: PlanStep | undefined;
  /** It began after the person had changed it. */
  isTooLate: boolean;
}

/** The draft beside the plan as it stands: steps that have begun meanwhile are the plan's again, also removed ones. */
export function draftRows(draft: readonly EditedStep[], { steps }: Plan): DraftRow[] {
  const begun = new Map(steps.filter(hasBegun).map((step) => [step.id, step]));
  const drafted = new Set(draft.map(({ id }) => id));
  const removed = [...begun.values()].filter(({ id }) => !drafted.has(id));
  return [
    ...removed.map((step) => ({ step: toEdited(step), begun: step, isTooLate: true })),
    ...draft.map((step) => {
      const now = begun.get(step.id);
      return now
        ? {
            step: toEdited(now),
            begun: now,
            isTooLate: JSON.stringify(step) !== JSON.stringify(toEdited(now)),
          }
        : { step, begun: undefined, isTooLate: false };
    }),
  ];
}

export const hasBegun = ({ status }: Pick<PlanStep, 'status'>): boolean => status !== 'pending';

/** While a step before the answer is still open, the plan can be edited. */
export function isEditable({ steps }: Plan): boolean {
  return steps.some(
    ({ uses, status }) => uses.type !== 'answer' && (status === 'pending' || status === 'running'),
  );
}

export function toEdited({ id, goal, uses, doneWhen, after }: PlanStep): EditedStep {
  return { id, goal, uses, doneWhen, after };
}

export function setStep(
  draft: readonly EditedStep[],
  id: string,
  change: Partial<Pick<EditedStep, 'goal' | 'uses'>>,
): EditedStep[] {
  return draft.map((step) => (step.id === id ? { ...step, ...change } : step));
}

/** Takes a step out; what came after it comes after what it came after. */
export function removeStep(draft: readonly EditedStep[], id: string): EditedStep[] {
  const gone = draft.find((step) => step.id === id);
  return draft
    .filter((step) => step.id !== id)
    .map((step) =>
      step.after.includes(id)
        ? {
            ...step,
            after: unique(step.after.flatMap((other) => (other === id ? (gone?.after ?? []) : other))),
          }
        : step,
    );
}

/** Swaps two neighbours. When the lower one waited for the upper one, it is the other way round afterwards. */
export function swapSteps(draft: readonly EditedStep[], upperIndex: number): EditedStep[] {
  const upper = draft[upperIndex];
  const lower = draft[upperIndex + 1];
  if (!upper || !lower) return [...draft];
  const swapped = draft.toSpliced(upperIndex, 2, lower, upper);
  if (!lower.after.includes(upper.id)) return swapped;
  const swap = (id: string): string => (id === upper.id ? lower.id : id === lower.id ? upper.id : id);
  return swapped.map((step) => {
    if (step.id === lower.id) return { ...step, after: upper.after };
    if (step.id === upper.id) return { ...step, after: unique(lower.after.map(swap)) };
    return { ...step, after: step.after.map(swap) };
  });
}

/** A new step at the end, before the answer, after the step that was last so far. Null when there is nothing to use. */
export function addStep(
  draft: readonly EditedStep[],
  choices: PlanChoices,
): { draft: EditedStep[]; id: string } | null {
  const [uses] = usesOf(choices);
  if (!uses) return null;
  const taken = new Set(draft.map(({ id }) => id));
  let number = draft.length + 1;
  while (taken.has(`step-${number}`)) number += 1;
  const id = `step-${number}`;
  const answerAt = draft.findLastIndex((step) => step.uses.type === 'answer');
  const at = answerAt === -1 ? draft.length : answerAt;
  const before = draft[at - 1];
  const step: EditedStep = { id, goal: '', uses, doneWhen: '', after: before ? [before.id] : [] };
  const withStep = draft.toSpliced(at, 0, step);
  return {
    id,
    draft: withStep.map((other, index) =>
      index === at + 1 && other.after.length > 0 ? { ...other, after: [...other.after, id] } : other,
    ),
  };
}

/** Everything that a step can be given to use. */
export function usesOf({ knowledge, tools, agents }: PlanChoices): EditedStep['uses'][] {
  return [
    ...knowledge.map((id) => ({ type: 'search' as const, knowledge: id })),
    ...tools.map((tool) => ({ type: 'tool' as const, tool })),
    ...agents.map(({ agentId }) => ({ type: 'agent' as const, agentId })),
  ];
}

/** What a step uses, in a word or two. */
export function usesLabel(uses: EditedStep['uses'], choices?: PlanChoices): string {
  switch (uses.type) {
    case 'search':
      return (choices?.knowledge.length ?? 0) > 1 ? `search ${uses.knowledge}` : 'search';
    case 'tool':
      return uses.tool;
    case 'agent':
      return choices?.agents.find(({ agentId }) => agentId === uses.agentId)?.name ?? 'agent';
    case 'answer':
      return 'answer';
  }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
