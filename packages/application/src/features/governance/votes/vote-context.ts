import type { Logger } from '@codexos/utils/logging';
import type { AgentStore } from '../../agents/agent-store.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { RunStore } from '../../runs/run-store.ts';
import type { Vault } from '../../vault/vault.ts';
import type { ChainView } from '../chain-view.ts';
import type { ReviewService } from '../reviews/review-service.ts';
import type { AgentVoteStore } from './agent-vote-store.ts';
import type { VotingAgentStore } from './voting-agent-store.ts';

/** A point between two steps of a vote; tests end the process there. */
export type AgentVoteStep = 'planned' | 'signed' | 'sent' | 'noted';

/** What agents need to vote. */
export interface VoteContext {
  votingAgents: VotingAgentStore;
  votes: AgentVoteStore;
  agents: AgentStore;
  reviews: ReviewService;
  chain: ChainView;
  runs: RunService;
  runStore: RunStore;
  vault: Vault;
  audit: AuditLog;
  logger: Logger;
  onStep?: ((step: AgentVoteStep) => void) | undefined;
}
