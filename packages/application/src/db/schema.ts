/**
 * Rows as the database holds them. The same types serve SQLite and Postgres: times are epoch ms, JSON is text,
 * booleans are 0 or 1, and every row that people own names its workspace.
 */
import type { DutyRow, WorkerRow } from './cluster-schema.ts';
import type { Generated } from 'kysely';
import type { GovernanceAgentTables } from './governance-schema.ts';
import type {
  ApiTokenRow,
  CredentialRow,
  IdentityRow,
  InvitationRow,
  MemberRow,
  SessionRow,
  ShareLinkRow,
  UserRow,
  WorkspaceRow,
} from './people-schema.ts';
import type { RunEventRow, RunValueRow, RunValueUseRow, RunRow, SignalWaitRow } from './runs-schema.ts';
import type { ToolRow, ToolVersionRow } from './tools-schema.ts';
import type { AgentCasesRow, AgentEvaluationRow } from './agent-evaluations-schema.ts';
import type { TriggerFiringRow, TriggerRow, TriggerSourceRow } from './triggers-schema.ts';

export interface SettingRow {
  workspace_id: string;
  key: string;
  value: string;
}

export interface RootRow {
  workspace_id: string;
  path: string;
  created_at: number;
}

export interface FlowRow {
  id: string;
  workspace_id: string;
  name: string;
  description: string;
  /** Yjs state of the draft. */
  document: Uint8Array;
  /** The draft as JSON, kept beside the document so that lists and the CLI need not decode it. */
  draft: string;
  node_count: number;
  published_version: number | null;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export interface FlowVersionRow {
  workspace_id: string;
  flow_id: string;
  number: number;
  content_hash: string;
  name: string | null;
  flow: string;
  node_count: number;
  created_at: number;
}

export interface AgentRow {
  id: string;
  workspace_id: string;
  name: string;
  description: string;
  draft: string;
  revision: number;
  published_version: number | null;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export interface AgentVersionRow {
  workspace_id: string;
  agent_id: string;
  number: number;
  content_hash: string;
  name: string | null;
  config: string;
  created_at: number;
}

export interface MemoryRow {
  workspace_id: string;
  agent_id: string;
  scope: string;
  scope_id: string;
  key: string;
  value: string;
  updated_at: number;
}

export interface KnowledgeBaseRow {
  id: string;
  workspace_id: string;
  name: string;
  description: string;
  embedder: string;
  created_at: number;
  updated_at: number;
}

export interface SourceRow {
  id: string;
  workspace_id: string;
  knowledge_base_id: string;
  kind: string;
  name: string;
  location: string;
  created_at: number;
  last_ingest: string | null;
  /** 1 while the source is being read, so that a reading that was cut off is found again. */
  is_reading: number;
}

export interface SourceIndexRow {
  source_id: string;
  snapshot: Uint8Array;
}

export interface SourceBlobRow {
  source_id: string;
  hash: string;
  text: string;
}

export interface SourceVectorsRow {
  source_id: string;
  /** Kind, model and version of what made them. */
  embedder_id: string;
  vectors: Uint8Array;
}

export interface ConversationRow {
  id: string;
  workspace_id: string;
  title: string;
  partner: string;
  source: string | null;
  created_at: number;
  updated_at: number;
}

export interface MessageRow {
  id: string;
  workspace_id: string;
  conversation_id: string;
  parent_id: string | null;
  role: string;
  text: string;
  citations: string;
  run_id: string | null;
  created_at: number;
}

export interface VaultKeyRow {
  /** The same for every key, so that there is one; databases of old have that of the key here. */
  id: string;
  /** `file` or `passphrase`. */
  kind: string;
  /** Salt of a passphrase, in base64. */
  salt: string | null;
  /** A known text sealed with the key, so that a wrong key is noticed before anything is sealed with it. */
  proof: string;
  created_at: number;
}

export interface SecretRow {
  id: string;
  workspace_id: string;
  name: string;
  description: string;
  grants: string;
  version: number;
  /** The value in its envelope; null once revoked. */
  sealed: string | null;
  is_redacted: number;
  created_at: number;
  created_by: string;
  rotated_at: number;
  revoked_at: number | null;
  last_used_at: number | null;
}

export interface SecretVersionRow {
  secret_id: string;
  number: number;
  created_at: number;
  created_by: string;
}

export interface SecretUseRow {
  id: string;
  secret_id: string;
  at: number;
  kind: string;
  consumer: string;
  host: string;
  version: number;
  run_id: string | null;
  agent_id: string | null;
}

export interface AuditEntryRow {
  workspace_id: string;
  seq: number;
  at: number;
  actor_type: string;
  actor_id: string;
  action: string;
  target: string | null;
  outcome: string;
  details: string;
  hash: string;
}

export interface ListingRow {
  workspace_id: string;
  slug: string;
  version: string;
  kind: string;
  /** The listing file as JSON. */
  file: string;
  content_hash: string;
  published_by: string;
  published_at: number;
}

export interface AuthorKeyRow {
  workspace_id: string;
  user_id: string;
  public_key: string;
  /** The private key in an envelope of the vault. */
  sealed: string;
  created_at: number;
}

export interface ForkRow {
  workspace_id: string;
  /** `flow` or `agent`. */
  kind: string;
  /** Id of the flow or the agent. */
  id: string;
  /** Key of the registry; null for a file. */
  registry: string | null;
  lineage: string;
  /** What was forked, as JSON, to compare with later. */
  content: string;
  /** Ids of the agents that came along, by their key in the listing. */
  agent_ids: string;
  /** Ids of the called flows that came along, by their key in the listing. */
  flow_ids: string;
  /** Names here of the tools that came along, by their key in the listing, as JSON. */
  tool_names: string;
  forked_at: number;
}

export interface RegistryRow {
  id: string;
  workspace_id: string;
  kind: string;
  location: string;
  created_at: number;
}

export interface DeploymentRow {
  id: string;
  workspace_id: string;
  state: string;
  /** The deployment as its events make it. */
  view: string;
  created_at: number;
  updated_at: number;
}

export interface DeploymentEventRow {
  deployment_id: string;
  seq: number;
  at: number;
  by: string | null;
  /** The change, as JSON. */
  body: string;
}

export interface ChainCursorRow {
  network_id: string;
  block_number: number;
  block_hash: string;
}

export interface ChainEventRow {
  network_id: string;
  block_number: number;
  log_index: number;
  block_hash: string;
  transaction_hash: string;
  at: number;
  contract: string;
  name: string;
  args: string;
}

export interface Tables extends GovernanceAgentTables {
  workspaces: WorkspaceRow;
  users: UserRow;
  members: MemberRow;
  credentials: CredentialRow;
  identities: IdentityRow;
  invitations: InvitationRow;
  share_links: ShareLinkRow;
  sessions: SessionRow;
  api_tokens: ApiTokenRow;
  settings: SettingRow;
  roots: RootRow;
  flows: FlowRow;
  flow_versions: FlowVersionRow;
  agents: AgentRow;
  agent_versions: AgentVersionRow;
  triggers: TriggerRow;
  trigger_firings: TriggerFiringRow;
  trigger_sources: TriggerSourceRow;
  agent_cases: AgentCasesRow;
  agent_evaluations: AgentEvaluationRow;
  tools: ToolRow;
  tool_versions: ToolVersionRow;
  /** The database gives each run a number, which the places of its events begin with. */
  runs: RunRow & { journal_key: Generated<number> };
  run_events: RunEventRow;
  run_values: RunValueRow;
  run_value_uses: RunValueUseRow;
  workers: WorkerRow;
  duties: DutyRow;
  signal_waits: SignalWaitRow;
  memories: MemoryRow;
  knowledge_bases: KnowledgeBaseRow;
  sources: SourceRow;
  source_indexes: SourceIndexRow;
  source_blobs: SourceBlobRow;
  source_vectors: SourceVectorsRow;
  conversations: ConversationRow;
  messages: MessageRow;
  vault_keys: VaultKeyRow;
  secrets: SecretRow;
  secret_versions: SecretVersionRow;
  secret_uses: SecretUseRow;
  audit_entries: AuditEntryRow;
  chain_cursors: ChainCursorRow;
  chain_events: ChainEventRow;
  listings: ListingRow;
  author_keys: AuthorKeyRow;
  forks: ForkRow;
  registries: RegistryRow;
  deployments: DeploymentRow;
  deployment_events: DeploymentEventRow;
}
