/**
 * A process for the chaos tests: a server or a worker of the real application, with a tool whose effects are accepted
 * by a witness outside of all stores. It starts the runs that it is told and works until it is killed.
 */
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApplication } from '@codexos/application';
import { defineWitnessTool } from '@codexos/application/testing';
import { flowSchema } from '@codexos/protocol/flow';
import type { RunId } from '@codexos/protocol/ids';
import { createLogger } from '@codexos/utils/logging';

export interface ChaosOrder {
  role: 'server' | 'worker';
  dataFolder: string;
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
  witnessFolder: string;
  /** Runs that the server makes sure of; those that there are already are not started again. */
  runIds: string[];
  nodeCount: number;
  concurrency: number;
  /** How long each effect takes, ms. */
  effectMs: number;
}

/** What the witness writes down for each call, one line of JSON. */
export interface WitnessedCall {
  key: string;
  pid: number;
  at: number;
  /** False for a call whose key had been accepted before. */
  isAccepted: boolean;
}

// Usually written at the end of a process, which the killed ones never see.
flushCompileCache();

const order = JSON.parse(process.argv[2] ?? '{}') as ChaosOrder;

const application = await createApplication({
  ...order,
  fixedRoots: [],
  allowedAddresses: [],
  readSecret: () => undefined,
  logger: createLogger({ level: 'error' }),
  version: '0.0.0',
  extraTools: [
    defineWitnessTool(async ({ key }) => {
      await sleep(order.effectMs);
      const isAccepted = accept(key);
      const call: WitnessedCall = { key, pid: process.pid, at: Date.now(), isAccepted };
      appendFileSync(join(order.witnessFolder, 'calls'), `${JSON.stringify(call)}\n`);
    }),
  ],
});
await application.start();
process.send?.({ type: 'ready' });
if (order.role === 'server') await startRuns();

/** The one place that says yes: a file that can be made only once. */
function accept(key: string): boolean {
  try {
    closeSync(openSync(join(order.witnessFolder, encodeURIComponent(key)), 'wx'));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function startRuns(): Promise<void> {
  const { runs, runStore, sessions } = application.services;
  const { workspaceId } = await sessions.localPrincipal();
  const flow = chain(order.nodeCount);
  for (const runId of order.runIds) {
    // The database may be away for a moment; a person would press the button again.
    for (let isStarted = false; !isStarted;) {
      try {
        if (!(await runStore.has({ workspaceId, runId })))
          await runs.start({
            ...{ workspaceId, runId: runId as RunId, name: flow.name, flow },
            input: { text: 'go' },
            trigger: 'manual',
          });
        isStarted = true;
      } catch (error) {
        process.stderr.write(`A run could not be started yet: ${String(error)}\n`);
        await sleep(200);
      }
    }
  }
}

/** Input, effects one after the other, output: `nodeCount` in all. */
function chain(nodeCount: number): ReturnType<typeof flowSchema.parse> {
  const effects = Array.from({ length: nodeCount - 2 }, (_, index) => `effect-${index + 1}`);
  const ids = ['in', ...effects, 'out'];
  return flowSchema.parse({
    name: 'Effects in a chain',
    nodes: [
      { id: 'in', kind: 'input', config: { name: 'text' } },
      ...effects.map((id) => ({
        id,
        kind: 'tool',
        config: { tool: 'witness', arguments: { label: id } },
      })),
      { id: 'out', kind: 'output', config: {} },
    ],
    edges: ids.slice(1).map((id, index) => ({
      id: `e${index}`,
      from: { node: ids[index], port: index === 0 ? 'value' : 'result' },
      to: { node: id, port: id === 'out' ? 'value' : 'input' },
    })),
  });
}
