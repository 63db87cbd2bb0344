import type { RunId } from '@codexos/protocol/ids';
import type { JsonObject } from '@codexos/protocol/json';
import type { LiveEvent, RunEventBody } from '@codexos/protocol/run-event';
import type { Conversation } from '../conversation/conversation.ts';
import type { Graph } from '../graph/graph.ts';
import type { MaybePromise } from '../journal/journal.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { MemoryStore } from '../ports/memory-store.ts';
import type { ModelClient } from '../ports/model-client.ts';
import type { Retriever } from '../ports/retriever.ts';
import type { RunCaller } from '../ports/run-caller.ts';
import type { ToolRunner } from '../ports/tool-runner.ts';

/** What a run can reach outside of itself. A node that needs what is not bound fails and says so. */
export interface RunBindings {
  models?: ModelClient;
  tools?: ToolRunner;
  retriever?: Retriever;
  memory?: MemoryStore;
  caller?: RunCaller;
  /** Whose messages the run belongs to, for memories of the scope `conversation`. */
  conversationId?: string;
  /** What was said before the question that the run answers. */
  conversation?: Conversation;
  /** Whoever started the run, when it offers tools or instructions of its own. */
  client?: Caller;
}

/** What the parts of one run share. */
export interface RunEnv {
  readonly runId: RunId;
  readonly graph: Graph;
  readonly bindings: RunBindings;
  readonly clock: Clock;
  readonly createId: () => string;
  readonly runInput: () => JsonObject;
  /** Folds events into the run's checkpoint and appends them, as one group. */
  readonly record: (...bodies: RunEventBody[]) => MaybePromise<void>;
  readonly onLive: (event: LiveEvent) => void;
}
