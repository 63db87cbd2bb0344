/** Builds what agents do in governance: reviews, votes and the watch that starts both. */
import type { Logger } from '@codexos/utils/logging';
import type { Database } from '../../db/database.ts';
import type { AgentStore } from '../agents/agent-store.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { ModelService } from '../models/model-service.ts';
import type { RunService } from '../runs/run-service.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Vault } from '../vault/vault.ts';
import type { ChainView } from './chain-view.ts';
import { createGovernanceSettings } from './governance-settings.ts';
import { createGovernanceWatch } from './governance-watch.ts';
import { createReviewService } from './reviews/review-service.ts';
import { createReviewStore } from './reviews/review-store.ts';
import { createAgentVoteStore } from './votes/agent-vote-store.ts';
import type { AgentVoteStep } from './votes/vote-context.ts';
import { createVotingAgentStore } from './votes/voting-agent-store.ts';
import { createVotingService } from './votes/voting-service.ts';

export interface GovernanceAgentsOptions {
  database: Database;
  settings: SettingsStore;
  chain: ChainView;
  runs: RunService;
  runStore: RunStore;
  models: ModelService;
  agents: AgentStore;
  vault: Vault;
  audit: AuditLog;
  clock: () => number;
  logger: Logger;
  /** Told between the steps of a vote; tests end the process there. */
  onVoteStep?: ((step: AgentVoteStep) => void) | undefined;
  watchIntervalMs?: number | undefined;
}

export function createGovernanceAgents(options: GovernanceAgentsOptions) {
  const { database, chain, runs, runStore, models, agents, vault, audit, clock, logger } = options;
  const governanceSettings = createGovernanceSettings(database, options.settings);
  const reviews = createReviewService({
    store: createReviewStore(database, clock),
    settings: governanceSettings,
    chain,
    runs,
    runStore,
    models,
    logger,
  });
  const voting = createVotingService({
    votingAgents: createVotingAgentStore(database, clock),
    votes: createAgentVoteStore(database, clock),
    agents,
    reviews,
    chain,
    runs,
    runStore,
    vault,
    audit,
    logger,
    onStep: options.onVoteStep,
  });
  const governanceWatch = createGovernanceWatch({
    chain,
    duties: [(view) => reviews.reconcile(view), (view) => voting.reconcile(view)],
    logger,
    ...(options.watchIntervalMs === undefined ? {} : { intervalMs: options.watchIntervalMs }),
  });
  return { governanceSettings, reviews, voting, governanceWatch };
}
