import type { GuardedFetch } from './http/guarded-fetch.ts';
import type { FileAccess } from './ports/file-access.ts';
import type { ProposalReader } from './ports/proposal-reader.ts';
import type { SecretBroker } from './ports/secret-broker.ts';
import type { Searcher } from './ports/searcher.ts';

/** What the application lends to tools. A tool whose port is absent fails with words that say so. */
export interface ToolPorts {
  files?: FileAccess;
  searcher?: Searcher;
  /** The only way out to the network. */
  fetch?: GuardedFetch;
  secrets?: SecretBroker;
  /** Proposals of the organisation. */
  proposals?: ProposalReader;
  /** Epoch ms; the system's clock when absent. */
  now?: () => number;
}

/** What one call of a tool gets. */
export interface ToolContext extends ToolPorts {
  now: () => number;
  signal: AbortSignal;
  /** The same for every try of one call, also after a crash. */
  idempotencyKey: string;
  /** Output as it comes, for people to watch. */
  onDelta: (text: string) => void;
}
