/** What an application is made of: where its data is, whom it may reach, and what tests put in. */
import type { Journal } from '@codexos/agent-engine';
import type { AuthMode } from '@codexos/protocol/contracts/session.contract';
import type { Tool } from '@codexos/tools';
import type { Logger } from '@codexos/utils/logging';
import type { Redactor } from '@codexos/utils/redactor';
import type { ClusterOptions } from './create-cluster.ts';
import type { Durability } from './db/database.ts';
import type { DeploymentTimings } from './features/deployments/deployment-timings.ts';
import type { OrganisationOptions, RemoteNetwork } from './features/governance/open-organisation.ts';
import type { AgentVoteStep } from './features/governance/votes/vote-context.ts';
import type { IdentityOptions } from './features/identity/identity-options.ts';

export interface ApplicationOptions extends ClusterOptions {
  /** Folder of the database, clones and keys. */
  dataFolder: string;
  /** Address of a Postgres server; SQLite in the data folder when absent. */
  databaseUrl?: string | undefined;
  durability?: Durability;
  /** Absolute folders that sources may come from. */
  fixedRoots: readonly string[];
  /** Hosts, host:port pairs and address ranges that outgoing calls may reach although they are private. */
  allowedAddresses: readonly string[];
  readSecret: (name: string) => string | undefined;
  /** `NAME@host` pairs: secrets of the environment that tools may send, and where to. */
  toolSecrets?: readonly string[];
  /** `provider/model=input/output`, in US dollars for a million tokens. */
  modelPrices?: readonly string[];
  /** Takes the place of the key file of the vault. */
  vaultPassphrase?: string | undefined;
  /** Where the key file of the vault is; `vault.key` in the data folder when absent. */
  vaultKeyFile?: string | undefined;
  /** Deploying on Akash; the real Console API when absent. */
  akash?: AkashOptions;
  /** A network elsewhere that governance runs on; a local chain when absent. */
  chain?: Omit<RemoteNetwork, 'fetch'> | undefined;
  /** Shared with the logger and the server, so that there is one. */
  redactor?: Redactor;
  /** `local` when absent: one user and no sign-in. */
  auth?: AuthMode;
  /** Identity providers beside our own accounts. */
  identity?: IdentityOptions;
  /** It is a deployed instance that serves one flow: there is nobody who could open its vault. */
  isServing?: boolean;
  logger: Logger;
  version: string;
  clock?: () => number;
  /** Tools beside those that ship with the app. */
  extraTools?: readonly Tool[];
  /** Told between the steps by which an agent votes; tests end the process there. */
  onAgentVoteStep?: (step: AgentVoteStep) => void;
  /** Told what the local chain has just made durable; tests end the process there. */
  onChainStep?: OrganisationOptions['onChainStep'];
  /** Time between two looks of the agents at the chain. */
  governanceWatchMs?: number;
  /** Puts something around the journal, such as a watch that ends the process at a given append. */
  decorateJournal?: (journal: Journal) => Journal;
}

export interface AkashOptions {
  /** Address of another server that speaks the Console API. */
  url?: string | undefined;
  proxyUrl?: string | undefined;
  /** Name of the image of CodexOS that drafts begin with. */
  image?: string | undefined;
  timings?: Partial<DeploymentTimings>;
}
