/** Rows of what agents do in governance. */

export interface ProposalReviewRow {
  workspace_id: string;
  network_id: string;
  proposal_id: string;
  number: number;
  /** `automatic` or `person`. */
  trigger: string;
  run_id: string;
  model: string;
  /** Who asked; null for an automatic one. */
  requested_by: string | null;
  /** Why no run could be started, as a wire error. */
  error: string | null;
  created_at: number;
}

export interface VotingAgentRow {
  workspace_id: string;
  network_id: string;
  agent_id: string;
  /** Where the key is, as JSON. */
  account: string;
  address: string;
  policy: string;
  revision: number;
  set_by: string;
  set_at: number;
}

export interface AgentVoteRow {
  id: string;
  workspace_id: string;
  network_id: string;
  proposal_id: string;
  agent_id: string;
  voter: string;
  state: string;
  policy_revision: number;
  /** Of the review that the decision rests on; null when there was no decision. */
  review_number: number | null;
  run_id: string | null;
  support: string | null;
  reason: string | null;
  /** By the chain's clock. */
  due_at: number | null;
  /** The signed transaction, which anybody may send. */
  signed: string | null;
  transaction_hash: string | null;
  /** By the chain's clock. */
  signed_at: number | null;
  note: string | null;
  error: string | null;
  created_at: number;
  updated_at: number;
}

export interface GovernanceAgentTables {
  proposal_reviews: ProposalReviewRow;
  voting_agents: VotingAgentRow;
  agent_votes: AgentVoteRow;
}
