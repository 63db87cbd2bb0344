/** Rows of runs: what lists show, what happened in them, and what they wait for. */

/** A paused node that waits for a signal. */
export interface SignalWaitRow {
  run_id: string;
  activation_id: string;
  workspace_id: string;
  name: string;
  key: string;
}

export interface RunRow {
  id: string;
  workspace_id: string;
  flow_id: string | null;
  agent_id: string | null;
  name: string;
  version: number | null;
  status: string;
  trigger: string;
  flow: string;
  input: string;
  source: string | null;
  parent_run_id: string | null;
  parent_activation_id: string | null;
  conversation_id: string | null;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  duration_ms: number | null;
  usage: string;
  outputs: string | null;
  citations: string | null;
  error: string | null;
  /** Grows each time a process opens the journal; an append with an older one is refused. */
  epoch: number;
  /** When the paused run goes on by itself. */
  wake_at: number | null;
  /** Process that works on the run, and until when that holds without renewal (epoch ms of the database). */
  lease_owner: string | null;
  lease_until: number | null;
  /** What its caller said before and offers, as JSON; for runs that came through the OpenAI-compatible API. */
  caller: string | null;
  /** Where it goes on from another run, as JSON. */
  origin: string | null;
  trigger_id: string | null;
  /** What its events and long values take up, in characters, once it has ended. */
  size: number | null;
  /** The one node of the flow that ran, alone. */
  node_id: string | null;
}

export interface RunEventRow {
  /** Key of the run and sequence number in one integer. */
  place: number;
  at: number;
  /** The event without runId, seq and at, and without its long values, as JSON. */
  body: string;
  /** Where its long values belong, as JSON: `[place, hash]` pairs. */
  places: string | null;
}

/** A long value, as `value-rows.ts` writes it. */
export interface RunValueRow {
  hash: string;
  length: number;
  base: string | null;
  depth: number;
  body: string;
  /** When a run last had it. */
  used_at: number;
}

export interface RunValueUseRow {
  journal_key: number;
  hash: string;
}
