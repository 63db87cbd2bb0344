/**
 * A process for the kill tests. It takes up what a process before it has left, answers what waits, says how that run
 * ended, and then works on a run of its own until it kills itself with SIGKILL at the append that it was told.
 */
import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { createApplication, type Application } from '@codexos/application';
import { defineWitnessTool, type WitnessCall } from '@codexos/application/testing';
import type { RunEvent } from '@codexos/protocol/run-event';
import type { RunId } from '@codexos/protocol/ids';
import { createLogger } from '@codexos/utils/logging';
import { SCENARIOS, type Scenario, type ScenarioName } from './kill-scenarios.ts';

export interface KillOrder {
  dataFolder: string;
  databaseUrl?: string | undefined;
  /** Folder of the files that effects are written to, outside of all stores. */
  witnessFolder: string;
  modelUrl: string;
  scenario: ScenarioName;
  /** The run that the process before was killed in. */
  previous?: string | undefined;
  /** Absent for a process that only finishes what is there. */
  next?: { runId: string; moment: 'before' | 'after'; at: number } | undefined;
}

/** What a worker says, one line of JSON each. */
export type KillReport =
  | { type: 'finished'; runs: RunEvent[][] }
  /** The run ended before the append at which the process was to die. */
  | { type: 'survived' };

// Usually written at the end of a process, which the killed ones never see.
flushCompileCache();

const order = JSON.parse(process.argv[2] ?? '{}') as KillOrder;
const scenario: Scenario = SCENARIOS[order.scenario];
/** Counts appends once it is armed. */
let armed: { moment: 'before' | 'after'; left: number } | undefined;
let whenPosted: (() => void) | undefined;

let application = await open();
await application.start();
if (order.previous !== undefined) {
  const runId = order.previous;
  await settle(runId);
  report({ type: 'finished', runs: await readFamily(runId) });
}
if (order.next) {
  await work(order.next);
  report({ type: 'survived' });
}
await application.close();

function open(): Promise<Application> {
  const { dataFolder, databaseUrl, modelUrl } = order;
  return createApplication({
    dataFolder,
    databaseUrl,
    fixedRoots: [],
    allowedAddresses: [],
    readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? modelUrl : undefined),
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
    extraTools: [defineWitnessTool(witness), defineWitnessTool(post, { name: 'post', effect: 'write' })],
    decorateJournal: (journal) => ({
      ...journal,
      append: (...args) => {
        if (!armed) return journal.append(...args);
        armed.left -= 1;
        if (armed.left > 0) return journal.append(...args);
        if (armed.moment === 'before') die();
        const appended = journal.append(...args);
        return appended instanceof Promise ? appended.then(die) : die();
      },
    }),
  });
}

async function work({ runId, moment, at }: NonNullable<KillOrder['next']>): Promise<void> {
  const { services } = application;
  const { workspaceId } = await services.sessions.localPrincipal();
  const flow = await scenario.flow(services, workspaceId);
  const start = { workspaceId, runId: runId as RunId, name: flow.name, flow, input: { text: 'go' } };
  if (!scenario.isAnswered) {
    armed = { moment, left: at };
    await services.runs.start({ ...start, trigger: 'manual' });
    await settle(runId);
    return;
  }
  // The run is left in the middle of a call that must not be made twice, and what comes after the answer is watched.
  const isPosted = new Promise<void>((resolve) => (whenPosted = resolve));
  await services.runs.start({ ...start, trigger: 'manual' });
  await isPosted;
  whenPosted = undefined;
  await application.close();
  application = await open();
  await application.start();
  await watch(async () => (await statusOf(runId)) === 'paused');
  armed = { moment, left: at };
  await settle(runId);
}

/** Answers everything that waits until the run has ended. */
async function settle(runId: string): Promise<void> {
  await watch(async () => {
    await answerAll();
    const status = await statusOf(runId);
    return status === 'completed' || status === 'failed' || status === 'cancelled';
  });
}

/** A person who knows that what was cut off did happen. */
async function answerAll(): Promise<void> {
  const { runs, runStore, journal, sessions } = application.services;
  const { workspaceId } = await sessions.localPrincipal();
  const { items } = await runStore.list({ workspaceId, limit: 50, status: 'paused' });
  for (const { id } of items) {
    const pause = (await journal.read(id, 0)).findLast((event) => event.type === 'node-pause');
    if (pause?.type !== 'node-pause') continue;
    const { question } = pause;
    if (typeof question !== 'object' || question === null || !('tool' in question)) continue;
    const answer = { call: question.call ?? 0, action: 'use', output: { key: '', label: 'known' } };
    await runs.answer({ workspaceId, runId: id }, { activationId: pause.activationId, answer, by: 'ada' });
  }
}

async function statusOf(runId: string): Promise<string> {
  const { runStore, sessions } = application.services;
  const { workspaceId } = await sessions.localPrincipal();
  return (await runStore.summary({ workspaceId, runId })).status;
}

/** Looks again whenever a run changes its status, until it sees what it looks for. */
async function watch(look: () => Promise<boolean>): Promise<void> {
  const { topics, sessions } = application.services;
  const { workspaceId } = await sessions.localPrincipal();
  for (let isSeen = false; !isSeen;) {
    const { promise: changed, resolve } = Promise.withResolvers<void>();
    const leave = topics.runStatus.subscribe(workspaceId, () => resolve());
    isSeen = await look();
    if (!isSeen) await changed;
    leave();
  }
}

/** The events of a run and of those that it called. */
async function readFamily(runId: string): Promise<RunEvent[][]> {
  const { journal, runStore } = application.services;
  const children = await runStore.listChildren(runId, { isEnded: true });
  return Promise.all([runId as RunId, ...children].map(async (id) => journal.read(id, 0)));
}

/** The effect: written and synced by itself, accepted once per key. */
function witness({ key }: WitnessCall): void {
  const { witnessFolder } = order;
  appendFileSync(join(witnessFolder, 'calls'), `${key}\n`);
  const path = join(witnessFolder, 'effects');
  if (!readLines(path).includes(key)) writeDurably(path, key);
}

/** An effect that happens each time it is called. */
function post({ key, signal }: WitnessCall): Promise<void> {
  writeDurably(join(order.witnessFolder, 'posts'), key);
  if (!whenPosted) return Promise.resolve();
  whenPosted();
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function readLines(path: string): string[] {
  closeSync(openSync(path, 'a'));
  return readFileSync(path, 'utf8').split('\n');
}

function writeDurably(path: string, line: string): void {
  const file = openSync(path, 'a');
  writeSync(file, `${line}\n`);
  fsyncSync(file);
  closeSync(file);
}

function report(line: KillReport): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}
