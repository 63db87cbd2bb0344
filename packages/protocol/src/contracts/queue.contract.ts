import { z } from 'zod';
import { defineContract, emptySchema } from '../contract.ts';
import { runIdSchema } from '../ids.ts';
import { runSummarySchema } from './runs.contract.ts';

export const workerSchema = z
  .object({
    id: z.string(),
    host: z.string(),
    pid: z.int(),
    /** `server` also serves people; `worker` only works on runs. */
    kind: z.enum(['server', 'worker']),
    version: z.string(),
    /** Runs that it works on at a time; 0 where it leaves them to others. */
    concurrency: z.int(),
    runningCount: z.int(),
    startedAt: z.number(),
    /** Its last heartbeat, epoch ms. */
    seenAt: z.number(),
    /** Nothing was heard of it for several heartbeats. */
    isLost: z.boolean(),
  })
  .meta({ id: 'Worker' });
export type Worker = z.infer<typeof workerSchema>;

export const waitingRunSchema = z
  .object({
    run: runSummarySchema,
    /** What it waits for. */
    reason: z.enum(['place', 'workspace-limit', 'no-worker', 'next', 'worker-lost', 'person', 'time', 'run']),
    /** The same as a sentence. */
    explanation: z.string(),
    /** When it goes on by itself, epoch ms. */
    wakeAt: z.number().optional(),
  })
  .meta({ id: 'WaitingRun' });
export type WaitingRun = z.infer<typeof waitingRunSchema>;

export const queueSchema = z
  .object({
    /** Runs of this workspace. */
    queuedCount: z.int(),
    runningCount: z.int(),
    pausedCount: z.int(),
    /** When the oldest run that waits for a place was created, epoch ms. */
    oldestQueuedAt: z.number().optional(),
    /** Runs of one workspace that are worked on at a time, where that is limited. */
    workspaceLimit: z.int().optional(),
    /** Whether other processes may work on the same database. */
    isShared: z.boolean(),
    workers: z.array(workerSchema),
    /** The longest waiting first; those for a place before those for a person or a time. */
    waiting: z.array(waitingRunSchema),
    /** Runs that failed within the last day, the newest first. */
    failed: z.array(runSummarySchema),
  })
  .meta({ id: 'Queue' });
export type Queue = z.infer<typeof queueSchema>;

const base = { tag: 'runs' } as const;

export const getQueue = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/queue',
  name: 'getQueue',
  summary: 'What waits and why, and the processes that work on runs',
  permission: 'run:read',
  response: queueSchema,
});

export const wakeRun = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/runs/:runId/wake',
  name: 'wakeRun',
  summary: 'Ask for work on a run that waits for a place, at once',
  permission: 'run:cancel',
  status: 202,
  params: z.object({ runId: runIdSchema }),
  response: emptySchema,
});
