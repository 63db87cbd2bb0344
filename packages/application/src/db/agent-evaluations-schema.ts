/** Rows of the trials of agents, as `schema.ts` has the others. */
export interface AgentCasesRow {
  agent_id: string;
  workspace_id: string;
  cases: string;
}

export interface AgentEvaluationRow {
  id: string;
  workspace_id: string;
  agent_id: string;
  version: number;
  status: string;
  /** Grows with each change; of two that change the same one, one looks again. */
  revision: number;
  source: string | null;
  cases: string;
  results: string;
  message: string | null;
  created_at: number;
  ended_at: number | null;
}
