/**
 * Drives deployments from step to step: one loop for each, each event durable before the next step, and nothing in
 * memory that a restart could not do without.
 */
import type { DeploymentChange, DeploymentEvent } from '@codexos/protocol/deployment';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { AkashAccount } from './akash-account.ts';
import { stepFailure } from './deployment-errors.ts';
import * as steps from './deployment-steps.ts';
import type { DeploymentKey, DeploymentRecord, DeploymentStore } from './deployment-store.ts';
import type { DeploymentTimings } from './deployment-timings.ts';
import { planDeploymentStep, type DeploymentStep } from './plan-deployment-step.ts';

export interface DeploymentDriverOptions {
  store: DeploymentStore;
  account: AkashAccount;
  timings: DeploymentTimings;
  clock: () => number;
  logger: Logger;
  /** Whether it drives from the start; where several processes share a database, the one that has the duty does. */
  isDriving: boolean;
  /** Told of every event once it is durable. */
  onEvent: (deployment: DeploymentRecord, event: DeploymentEvent) => void;
}

interface Loop {
  controller: AbortController;
  finished: Promise<void>;
  /** Ends the present wait. */
  nudge: () => void;
  /** Something was added by a person, so what the loop has read may be old. */
  isWoken: boolean;
}

/** What one loop remembers between its steps. */
interface LoopState {
  lookedAt: number;
  isCreationFresh: boolean;
  failedTries: number;
}

export function createDeploymentDriver(options: DeploymentDriverOptions) {
  const { store, timings, clock, logger, onEvent } = options;
  const loops = new Map<string, Loop>();
  let isDriving = options.isDriving;

  const append = async (
    deployment: DeploymentRecord,
    change: DeploymentChange,
    by?: string,
  ): Promise<DeploymentRecord> => {
    const appended = await store.append(deployment, change, by);
    onEvent(appended.deployment, appended.event);
    return appended.deployment;
  };

  const fail = async (deployment: DeploymentRecord, error: unknown): Promise<void> => {
    const known = toCodexError(error);
    if (known.code === 'INTERNAL') logger.error({ err: known, deploymentId: deployment.id }, known.message);
    await append(deployment, { type: 'step-fail', error: toWireError(known) });
  };

  /** One step, and what it leads to. False when there is nothing more to do. */
  const advance = async (deployment: DeploymentRecord, state: LoopState, loop: Loop): Promise<boolean> => {
    const step = planDeploymentStep(deployment, { now: clock(), ...state }, timings);
    if (step.type === 'rest') return false;
    if (step.type === 'wait') {
      await pause(step.until - clock(), loop);
      return true;
    }
    state.isCreationFresh = step.type === 'note-creation';
    state.lookedAt = clock();
    try {
      const changes = await perform(step, deployment, loop.controller.signal);
      state.failedTries = 0;
      let current = deployment;
      for (const change of changes) current = await append(current, change);
    } catch (error) {
      loop.controller.signal.throwIfAborted();
      if (CodexError.is(error) && error.code === 'CONFLICT') return true;
      await meet(error, { deployment, state, loop });
    }
    return true;
  };

  const meet = async (
    error: unknown,
    { deployment, state, loop }: { deployment: DeploymentRecord; state: LoopState; loop: Loop },
  ): Promise<void> => {
    const isLost = CodexError.is(error) && error.code === 'AKASH_LEASE_LOST';
    if (deployment.state === 'live' && !isLost) {
      await noteUnknownHealth(deployment, error);
      return;
    }
    state.failedTries += 1;
    // Akash being away for a moment ends nothing.
    const isAway = CodexError.is(error) && error.code === 'AKASH_UNAVAILABLE';
    if (isAway && state.failedTries < timings.maxTries) {
      await pause(timings.retryMs * 2 ** (state.failedTries - 1), loop);
      return;
    }
    state.failedTries = 0;
    await fail(deployment, error);
  };

  /** A live service goes on whether it can be looked at or not. */
  const noteUnknownHealth = async (deployment: DeploymentRecord, error: unknown): Promise<void> => {
    const { message, hint = '' } = toWireError(error);
    const detail = `${message} ${hint}`.trim();
    if (deployment.health?.detail !== detail)
      await append(deployment, { type: 'health-change', isHealthy: false, detail });
  };

  const perform = (
    step: Exclude<DeploymentStep, { type: 'rest' | 'wait' }>,
    deployment: DeploymentRecord,
    signal: AbortSignal,
  ): Promise<DeploymentChange[]> => {
    const context = { account: options.account, timings, clock, signal };
    switch (step.type) {
      case 'read-balance':
        return steps.readBalance(deployment, context);
      case 'note-creation':
        return steps.noteCreation(deployment, context);
      case 'create':
        return steps.create(deployment, context, step.isFirst);
      case 'read-bids':
        return steps.readBids(deployment, context);
      case 'choose-by-rule':
        return steps.chooseByRule(deployment, context);
      case 'lease':
        return steps.lease(deployment, context);
      case 'check-manifest':
        return steps.checkManifest(deployment, context);
      case 'find-endpoint':
        return steps.findEndpoint(deployment, context);
      case 'check-health':
        return steps.checkHealth(deployment, context);
      case 'close':
        return steps.close(deployment, context);
      case 'fail':
        return Promise.reject(stepFailure(step.reason, deployment));
    }
  };

  const run = async (key: DeploymentKey, loop: Loop): Promise<void> => {
    const state: LoopState = { lookedAt: 0, isCreationFresh: false, failedTries: 0 };
    while (isDriving) {
      loop.isWoken = false;
      const isGoing = await advance(await store.get(key), state, loop);
      if (!isGoing && !loop.isWoken) break;
    }
    // At once, so that nobody wakes a loop that has already decided to end.
    loops.delete(key.deploymentId);
  };

  const wake = (key: DeploymentKey): void => {
    const known = loops.get(key.deploymentId);
    if (known) {
      known.isWoken = true;
      known.nudge();
      return;
    }
    if (!isDriving) return;
    const loop: Loop = {
      controller: new AbortController(),
      finished: Promise.resolve(),
      nudge: () => undefined,
      isWoken: false,
    };
    loops.set(key.deploymentId, loop);
    loop.finished = run(key, loop).catch((error: unknown) => {
      loops.delete(key.deploymentId);
      if (!loop.controller.signal.aborted)
        logger.error({ err: error, deploymentId: key.deploymentId }, 'A deployment could not go on');
    });
  };

  return {
    append,
    /** Goes on with a deployment, or cuts its wait short. */
    wake,

    async resumeAll(): Promise<void> {
      isDriving = true;
      for (const { id, workspaceId } of await store.listActive())
        if (!loops.has(id)) wake({ workspaceId, deploymentId: id });
    },

    /** Stops where each stands; the next start, or another process, goes on from there. */
    async close(): Promise<void> {
      isDriving = false;
      const open = [...loops.values()];
      for (const { controller, nudge } of open) {
        controller.abort(new Error('The server is shutting down.'));
        nudge();
      }
      await Promise.all(open.map(({ finished }) => finished));
    },
  };
}

function pause(ms: number, loop: Loop): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      loop.nudge = () => undefined;
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    loop.nudge = end;
  });
}
