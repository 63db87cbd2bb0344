/** How long the history of runs is kept, and what it takes up. */
import { z } from 'zod';
import { defineContract } from '../contract.ts';

const base = { tag: 'settings' } as const;

/** Runs that have ended are removed once either limit is passed, the oldest first. Absent: kept for ever. */
export const retentionPolicySchema = z.strictObject({
  maxAgeDays: z.int().min(1).max(3_650).optional(),
  /** Of all ended runs together, in MB of 1,000,000 characters. */
  maxMegabytes: z.int().min(1).max(1_000_000).optional(),
});
export type RetentionPolicy = z.infer<typeof retentionPolicySchema>;

export const retentionSchema = z.object({
  policy: retentionPolicySchema,
  /** Runs that have ended. */
  runCount: z.int(),
  /** What their events and long values take up, in characters. */
  size: z.number(),
  /** Epoch ms of the oldest of them. */
  oldestAt: z.number().optional(),
  /** Those that are never removed: shared by a link, or the review of a proposal. */
  keptCount: z.int(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const getRetention = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/settings/retention',
  name: 'getRetention',
  summary: 'What the history of runs takes up, and how long it is kept',
  permission: 'workspace:manage',
  response: retentionSchema,
});

export const setRetention = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/settings/retention',
  name: 'setRetention',
  summary: 'Set how long the history of runs is kept; removal follows within the hour',
  permission: 'workspace:manage',
  body: retentionPolicySchema,
  response: retentionSchema,
});

export const pruneRuns = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/settings/retention/prune',
  name: 'pruneRuns',
  summary: 'Remove at once what is older or more than is kept',
  permission: 'workspace:manage',
  response: z.object({ removedCount: z.int() }),
});
