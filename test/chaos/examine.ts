/** What is left after the chaos: the journals and rows of the runs against what the witness saw. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunId } from '@codexos/protocol/ids';
import type { RunEvent } from '@codexos/protocol/run-event';
import { createSqlJournal } from '../../packages/application/src/adapters/sql-journal.ts';
import { openDatabase } from '../../packages/application/src/db/database.ts';
import type { ChaosOrder, WitnessedCall } from './chaos-process.ts';

/** A process that was stopped for longer than a lease, and when it went on, epoch ms. */
export interface Freeze {
  pid: number;
  thawedAt: number;
}

export interface ChaosFindings {
  /** Runs that did not complete with every effect accepted exactly once. */
  lost: number;
  /** Nodes that were executed again after their outcome had been recorded. */
  repeated: number;
  /** Runs that have not ended. */
  stuck: number;
  /** Runs with more than one end in the journal. */
  endedTwice: number;
  /** The most calls that one thawed process made for one run that another process had taken over. */
  staleCalls: number;
}

export async function examine(
  { dataFolder, databaseUrl, witnessFolder, runIds, nodeCount }: Omit<ChaosOrder, 'role'>,
  freezes: readonly Freeze[],
): Promise<ChaosFindings> {
  const database = await openDatabase({ dataFolder, url: databaseUrl });
  try {
    const journal = createSqlJournal(database, Date.now);
    const rows = await database.query.selectFrom('runs').select(['id', 'status']).execute();
    const statuses = new Map(rows.map(({ id, status }) => [id, status]));
    const accepted = readdirSync(witnessFolder).map(decodeURIComponent);
    const calls = readCalls(witnessFolder);
    const findings: ChaosFindings = { lost: 0, repeated: 0, stuck: 0, endedTwice: 0, staleCalls: 0 };
    for (const runId of runIds) {
      const status = statuses.get(runId);
      const events = await journal.read(runId as RunId, 0);
      const keys = accepted.filter((key) => key.startsWith(runId));
      if (status === 'queued' || status === 'running' || status === 'paused') findings.stuck += 1;
      else if (status !== 'completed' || keys.length !== nodeCount - 2) findings.lost += 1;
      if (events.filter(({ type }) => type === 'run-end').length > 1) findings.endedTwice += 1;
      findings.repeated += countRepeated(events);
      for (const freeze of freezes)
        findings.staleCalls = Math.max(findings.staleCalls, countStale({ runId, events, calls, freeze }));
    }
    return findings;
  } finally {
    await database.close();
  }
}

function readCalls(witnessFolder: string): WitnessedCall[] {
  return readFileSync(join(witnessFolder, 'calls'), 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as WitnessedCall]));
}

/** Starts of an activation that come after its end. */
function countRepeated(events: readonly RunEvent[]): number {
  const ended = new Set<string>();
  let count = 0;
  for (const event of events) {
    if (event.type === 'node-start' && ended.has(event.activationId)) count += 1;
    if (event.type === 'node-end') ended.add(event.activationId);
  }
  return count;
}

interface StaleOptions {
  runId: string;
  events: readonly RunEvent[];
  calls: readonly WitnessedCall[];
  freeze: Freeze;
}

/** Calls by a thawed process for a run that another one had gone on with while it was frozen. */
function countStale({ runId, events, calls, freeze }: StaleOptions): number {
  const isTakenOver = events.some(
    ({ type, at }) => type === 'run-resume' && at > freeze.thawedAt - 6_500 && at <= freeze.thawedAt,
  );
  if (!isTakenOver) return 0;
  const recordedBefore = new Set(
    events.flatMap((event) =>
      event.type === 'node-start' && event.at <= freeze.thawedAt ? [event.activationId as string] : [],
    ),
  );
  return calls.filter(
    ({ key, pid, at, isAccepted }) =>
      pid === freeze.pid &&
      at >= freeze.thawedAt &&
      !isAccepted &&
      key.startsWith(runId) &&
      [...recordedBefore].some((activationId) => key.includes(activationId)),
  ).length;
}
