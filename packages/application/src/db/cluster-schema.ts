/** Rows by which processes that share a database know of each other. */

/** A process that works on runs, where several share the database. */
export interface WorkerRow {
  id: string;
  host: string;
  pid: number;
  kind: string;
  version: string;
  concurrency: number;
  running_count: number;
  started_at: number;
  seen_at: number;
}

/** What one process at a time does for all. */
export interface DutyRow {
  name: string;
  owner: string;
  held_until: number;
}
