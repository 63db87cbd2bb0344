import { changePlan, type Plan } from '@codexos/protocol/plan';
import type { RunEvent } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';

/** The plan of an activation as the journal has it. Throws RUN_NOT_ACTIVE when it has none. */
export function planOf(events: readonly RunEvent[], activationId: string): Plan {
  let plan: Plan | undefined;
  for (const event of events) {
    if (event.type === 'plan-write' && event.activationId === activationId) plan = event.plan;
    if (event.type === 'plan-update' && event.activationId === activationId && plan)
      plan = changePlan(plan, event.change);
  }
  if (plan) return plan;
  throw new CodexError({ code: 'RUN_NOT_ACTIVE', message: `“${activationId}” has no plan.` });
}
