import type { AgentWork } from './agent-request.ts';
import { runDirect, type AgentResult } from './run-direct.ts';
import { runPlanner } from './run-planner.ts';

/** Does one piece of work in the mode that the agent is set to. */
export function runAgent(work: AgentWork): Promise<AgentResult> {
  return work.config.mode === 'planner' ? runPlanner(work) : runDirect(work);
}
