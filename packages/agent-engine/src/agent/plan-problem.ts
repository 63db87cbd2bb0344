import type { PlanChoices, PlanStep } from '@codexos/protocol/plan';

/** What is wrong with the steps of a plan, in one sentence; null when they can be done. */
export function planProblem(steps: readonly PlanStep[], choices: PlanChoices): string | null {
  const ids = new Set(steps.map(({ id }) => id));
  if (ids.size < steps.length) return 'Two steps have the same id.';
  for (const { id, uses, after, goal } of steps) {
    if (goal.trim() === '') return `Step ${id} has no goal.`;
    const unknown = after.find((other) => !ids.has(other) || other === id);
    if (unknown !== undefined) return `Step ${id} comes after “${unknown}”, which is no other step.`;
    const problem = useProblem(uses, choices);
    if (problem !== null) return `Step ${id}: ${problem}`;
  }
  return canBeOrdered(steps) ? null : 'The steps wait for each other in a circle.';
}

function useProblem(uses: PlanStep['uses'], { tools, agents, knowledge }: PlanChoices): string | null {
  if (uses.type === 'tool' && !tools.includes(uses.tool)) return `there is no tool “${uses.tool}”.`;
  if (uses.type === 'agent' && !agents.some(({ agentId }) => agentId === uses.agentId))
    return `there is no agent “${uses.agentId}”.`;
  if (uses.type === 'search' && !knowledge.includes(uses.knowledge))
    return `there is no knowledge “${uses.knowledge}”.`;
  return null;
}

function canBeOrdered(steps: readonly PlanStep[]): boolean {
  const placed = new Set<string>();
  for (let left = steps.length; left > 0;) {
    const next = steps.filter(
      ({ id, after }) => !placed.has(id) && after.every((other) => placed.has(other)),
    );
    if (next.length === 0) return false;
    for (const { id } of next) placed.add(id);
    left -= next.length;
  }
  return true;
}
