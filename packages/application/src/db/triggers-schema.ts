/** Rows of triggers, as `schema.ts` has the others. */
export interface TriggerRow {
  id: string;
  workspace_id: string;
  target_type: string;
  target_id: string;
  name: string;
  config: string;
  inputs: string;
  source: string | null;
  /** Of a webhook, sealed under the trigger's id. */
  sealed_secret: string | null;
  is_enabled: number;
  /** Of a schedule that is on; whoever moves it on fires it. */
  next_at: number | null;
  last_refusal: string | null;
  /** The source whose changes fire it. */
  watched_source_id: string | null;
  created_at: number;
  updated_at: number;
}

/** How a watched source was at the last look. */
export interface TriggerSourceRow {
  trigger_id: string;
  /** Grows with each look that saw a change; of two looks at the same state one wins. */
  revision: number;
  fingerprint: string;
  commit_id: string | null;
  files: string;
}

export interface TriggerFiringRow {
  id: string;
  workspace_id: string;
  trigger_id: string;
  /** One time or one message; there is never a second firing for it. */
  message_key: string;
  at: number;
  scheduled_for: number | null;
  /** `claimed` until its run is there, so that a crash between the two loses none. */
  status: string;
  run_id: string | null;
  /** Of the run, while it is not there yet. */
  input: string | null;
  error: string | null;
}
