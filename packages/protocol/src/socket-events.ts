/**
 * Everything live goes over one socket. Requests are parsed with these schemas on the server; each gets a
 * `Result` through its acknowledgement. A room only sends what its joiner may read.
 */
import { z } from 'zod';
import type { Deployment, DeploymentEvent, DeploymentLogLine } from './deployment.ts';
import { deploymentIdSchema, flowIdSchema, runIdSchema, sourceIdSchema } from './ids.ts';
import type { IngestProgress } from './knowledge.ts';
import type { LiveEvent, RunEvent, RunStatus } from './run-event.ts';
import type { Result, WireError } from './wire-error.ts';

export const runJoinSchema = z.object({ runId: runIdSchema, afterSeq: z.int().min(0).default(0) });
export const runLeaveSchema = z.object({ runId: runIdSchema });
export const runCancelSchema = z.object({ runId: runIdSchema });
export const ingestJoinSchema = z.object({ sourceId: sourceIdSchema });
export const flowJoinSchema = z.object({
  flowId: flowIdSchema,
  /** Yjs state vector of what the client has. */
  stateVector: z.instanceof(Uint8Array).optional(),
});
export const flowUpdateSchema = z.object({ flowId: flowIdSchema, update: z.instanceof(Uint8Array) });
export const deploymentJoinSchema = z.object({ deploymentId: deploymentIdSchema });
export const flowLeaveSchema = z.object({ flowId: flowIdSchema });

/** The text so far of an activation that is under way: the same as one delta from offset 0. */
export interface LiveText {
  activationId: string;
  nodeId: string;
  attempt: number;
  text: string;
}

export interface RunJoinReply {
  status: RunStatus;
  /** Durable events after the asked-for sequence number, in order. */
  events: RunEvent[];
  /** Text so far of every live activation; deltas that follow continue at its length. */
  live: LiveText[];
}

export interface FlowJoinReply {
  /** What the client lacks, as one Yjs update. */
  update: Uint8Array;
  /** State vector of the server: the client answers with what the server lacks. */
  stateVector: Uint8Array;
}

type Reply<TValue> = (result: Result<TValue>) => void;

export interface ClientToServerEvents {
  'run-join': (request: z.input<typeof runJoinSchema>, reply: Reply<RunJoinReply>) => void;
  'run-leave': (request: z.input<typeof runLeaveSchema>) => void;
  'run-cancel': (request: z.input<typeof runCancelSchema>, reply: Reply<null>) => void;
  'ingest-join': (request: z.input<typeof ingestJoinSchema>, reply: Reply<IngestProgress | null>) => void;
  'ingest-leave': (request: z.input<typeof ingestJoinSchema>) => void;
  'flow-join': (request: z.input<typeof flowJoinSchema>, reply: Reply<FlowJoinReply>) => void;
  /** The server decodes and validates the update before it keeps or forwards it; a refusal names the cause. */
  'flow-update': (request: z.input<typeof flowUpdateSchema>, reply: Reply<{ savedAt: number }>) => void;
  'deployment-join': (
    request: z.input<typeof deploymentJoinSchema>,
    reply: Reply<{ deployment: Deployment; events: DeploymentEvent[] }>,
  ) => void;
  'deployment-leave': (request: z.input<typeof deploymentJoinSchema>) => void;
  /** Follows what the deployed service writes; the lines so far come first. */
  'deployment-logs-join': (request: z.input<typeof deploymentJoinSchema>, reply: Reply<null>) => void;
  'deployment-logs-leave': (request: z.input<typeof deploymentJoinSchema>) => void;
  'flow-leave': (request: z.input<typeof flowLeaveSchema>) => void;
}

export interface ServerToClientEvents {
  'run-event': (event: RunEvent) => void;
  'run-live': (event: LiveEvent) => void;
  /** A run of the workspace began or changed its status; lists refresh on it. */
  'run-status': (change: { runId: string; status: RunStatus; flowId?: string }) => void;
  'ingest-progress': (progress: IngestProgress) => void;
  'flow-update': (change: { flowId: string; update: Uint8Array }) => void;
  'deployment-event': (change: { deploymentId: string; event: DeploymentEvent }) => void;
  /** `isReset` when the lines take the place of all before; `problem` when they cannot be followed. */
  'deployment-logs': (change: {
    deploymentId: string;
    lines: DeploymentLogLine[];
    isReset: boolean;
    problem?: WireError;
  }) => void;
}
