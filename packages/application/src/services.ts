/** What use cases work with. Made once by the container; nothing else reaches the database or the network. */
import type { Journal } from '@codexos/agent-engine';
import type { AuthMode } from '@codexos/protocol/contracts/session.contract';
import type { DeploymentEvent } from '@codexos/protocol/deployment';
import type { IngestProgress } from '@codexos/protocol/knowledge';
import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import type { Logger } from '@codexos/utils/logging';
import type { Redactor } from '@codexos/utils/redactor';
import type { Database } from './db/database.ts';
import type { AgentStore } from './features/agents/agent-store.ts';
import type { EvaluationService } from './features/agent-evaluations/evaluation-service.ts';
import type { AuditLog } from './features/audit/audit-log.ts';
import type { ConversationStore } from './features/conversations/conversation-store.ts';
import type { DeploymentService } from './features/deployments/deployment-service.ts';
import type { RootStore } from './features/files/root-store.ts';
import type { FlowCompiler } from './features/flows/flow-compiler.ts';
import type { FlowDocuments } from './features/flows/flow-documents.ts';
import type { FlowStore } from './features/flows/flow-store.ts';
import type { Identities } from './features/identity/identities.ts';
import type { GovernanceService } from './features/governance/governance-service.ts';
import type { GovernanceSettingsStore } from './features/governance/governance-settings.ts';
import type { GovernanceWatch } from './features/governance/governance-watch.ts';
import type { ReviewService } from './features/governance/reviews/review-service.ts';
import type { VotingService } from './features/governance/votes/voting-service.ts';
import type { KnowledgeService } from './features/knowledge/knowledge-service.ts';
import type { AuthorKeys } from './features/marketplace/author-keys.ts';
import type { ListingStore } from './features/marketplace/listing-store.ts';
import type { Marketplace } from './features/marketplace/marketplace.ts';
import type { RegistryShelf } from './features/marketplace/registry-shelf.ts';
import type { ModelService } from './features/models/model-service.ts';
import type { ChatCompletions } from './features/openai/chat-completions.ts';
import type { Access } from './features/people/access.ts';
import type { AccountStore } from './features/people/account-store.ts';
import type { InvitationStore } from './features/people/invitation-store.ts';
import type { MemberStore } from './features/people/member-store.ts';
import type { QueueView } from './features/queue/queue-view.ts';
import type { RunStatusChange } from './features/runs/run-executor.ts';
import type { RunService } from './features/runs/run-service.ts';
import type { RunValues } from './adapters/sql-run-values.ts';
import type { RetentionService } from './features/retention/retention.ts';
import type { RunStore } from './features/runs/run-store.ts';
import type { SessionStore } from './features/session/session-store.ts';
import type { SignalWaits } from './features/signals/signal-waits.ts';
import type { ToolService } from './features/tools/tool-service.ts';
import type { WorkspaceToolStore } from './features/tools/workspace-tool-store.ts';
import type { TriggerService } from './features/triggers/trigger-service.ts';
import type { Webhooks } from './features/triggers/webhooks.ts';
import type { Vault } from './features/vault/vault.ts';
import type { Shares } from './features/share/shares.ts';
import type { Topic } from './topics.ts';

export interface Topics {
  /** By run id. */
  runEvent: Topic<RunEvent>;
  /** By run id. */
  runLive: Topic<LiveEvent>;
  /** By workspace id. */
  runStatus: Topic<RunStatusChange>;
  /** By source id. */
  ingest: Topic<IngestProgress>;
  /** By user id: a role, membership, session or API token of that person changed. */
  rights: Topic<void>;
  /** By deployment id. */
  deployment: Topic<DeploymentEvent>;
}

export interface Services {
  version: string;
  startedAt: number;
  clock: () => number;
  logger: Logger;
  database: Database;
  topics: Topics;
  authMode: AuthMode;
  sessions: SessionStore;
  accounts: AccountStore;
  members: MemberStore;
  invitations: InvitationStore;
  access: Access;
  identities: Identities;
  shares: Shares;
  flows: FlowStore;
  flowDocuments: FlowDocuments;
  compiler: FlowCompiler;
  runs: RunService;
  runStore: RunStore;
  runValues: RunValues;
  retention: RetentionService;
  queue: QueueView;
  chatCompletions: ChatCompletions;
  journal: Journal;
  signals: SignalWaits;
  agents: AgentStore;
  knowledge: KnowledgeService;
  roots: RootStore;
  conversations: ConversationStore;
  models: ModelService;
  deployments: DeploymentService;
  vault: Vault;
  redactor: Redactor;
  audit: AuditLog;
  governance: GovernanceService;
  governanceSettings: GovernanceSettingsStore;
  reviews: ReviewService;
  voting: VotingService;
  /** Lets agents look at the chain. */
  governanceWatch: GovernanceWatch;
  marketplace: Marketplace;
  listings: ListingStore;
  registries: RegistryShelf;
  authorKeys: AuthorKeys;
  tools: ToolService;
  workspaceTools: WorkspaceToolStore;
  triggers: TriggerService;
  webhooks: Webhooks;
  evaluations: EvaluationService;
}
