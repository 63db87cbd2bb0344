/** Fires triggers: schedules when their time has come, webhooks when a signed message arrives. */
import type { Firing, Trigger } from '@codexos/protocol/contracts/triggers.contract';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { Flow } from '@codexos/protocol/flow';
import { CodexError, toWireError } from '@codexos/utils/errors';
import type { MasterKey } from '@codexos/utils/master-key';
import type { Redactor } from '@codexos/utils/redactor';
import type { Logger } from '@codexos/utils/logging';
import { openValue, sealValue } from '@codexos/utils/sealed-value';
import type { AgentStore } from '../agents/agent-store.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { FlowStore } from '../flows/flow-store.ts';
import type { RunService } from '../runs/run-service.ts';
import { dueTimes, nextTime, wordsOf } from './schedule.ts';
import { evaluateInputs, type TriggerValues } from './trigger-inputs.ts';
import type { ClaimedFiring, NewFiring, TriggerRecord, TriggerStore } from './trigger-store.ts';
import { createWebhookSecret } from './verify-signature.ts';

export interface TriggerServiceOptions {
  store: TriggerStore;
  flows: FlowStore;
  agents: AgentStore;
  runs: Pick<RunService, 'start'>;
  audit: Pick<AuditLog, 'record'>;
  masterKey: MasterKey;
  redactor: Redactor;
  logger: Logger;
  clock: () => number;
}

export type TriggerService = ReturnType<typeof createTriggerService>;

/** A time that is longer ago was missed: no server looked. */
const GRACE_MS = 60_000;
/** Other processes make triggers too, so rows are looked at this often in any case. */
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 20;

export function createTriggerService(options: TriggerServiceOptions) {
  const { store, flows, agents, runs, audit, masterKey, redactor, logger, clock } = options;
  let timer: NodeJS.Timeout | undefined;
  let isOn = false;
  let looking: Promise<void> | undefined;

  const identityOf = ({ workspaceId, id }: Pick<TriggerRecord, 'workspaceId' | 'id'>): string =>
    `codexos-trigger:${workspaceId}:${id}`;

  /** What a trigger starts, as published now. Throws NOT_PUBLISHED, FLOW_NOT_FOUND, AGENT_NOT_FOUND. */
  const contentOf = async ({ workspaceId, target }: TriggerRecord) => {
    if (target.type === 'agent') {
      const { config, name, number } = await agents.configOf({ workspaceId, agentId: target.id }, 'latest');
      return { agentId: target.id, name, version: number, flow: flowOfAgent(name, config) as Flow };
    }
    const key = { workspaceId, flowId: target.id };
    const { publishedVersion, name } = await flows.get(key);
    if (publishedVersion === undefined) {
      throw new CodexError({
        code: 'NOT_PUBLISHED',
        message: `The flow ${name} is not published.`,
        hint: 'Publish it in the studio; the trigger then fires again.',
      });
    }
    const version = await flows.getVersion(key, publishedVersion);
    return { flowId: target.id, name: version.flow.name, version: version.number, flow: version.flow };
  };

  /** Starts the run of a firing that was noted. What keeps it from starting becomes the outcome of the firing. */
  const start = async (trigger: TriggerRecord, firing: ClaimedFiring): Promise<RunSummary | undefined> => {
    try {
      const run = await runs.start({
        ...(await contentOf(trigger)),
        workspaceId: trigger.workspaceId,
        runId: firing.runId,
        input: firing.input,
        source: trigger.source,
        trigger: trigger.config.type,
        triggerId: trigger.id,
      });
      await store.finish(firing.id, { status: 'started' });
      await audit.record({
        workspaceId: trigger.workspaceId,
        actor: { type: 'system', id: trigger.id },
        action: 'fireTrigger',
        target: run.id,
        outcome: 'done',
        details: { trigger: trigger.name, type: trigger.config.type },
      });
      return run;
    } catch (error) {
      logger.warn({ triggerId: trigger.id }, 'A trigger started no run');
      await store.finish(firing.id, { status: 'failed', error: toWireError(error) });
      return undefined;
    }
  };

  const startClaimed = async (filter: Parameters<TriggerStore['listClaimed']>[0]): Promise<void> => {
    for (const { triggerId, firing } of await store.listClaimed(filter)) {
      const trigger = await store.find(triggerId);
      if (trigger) await start(trigger, firing);
    }
  };

  const firingFor = (trigger: TriggerRecord, messageKey: string, values: TriggerValues): NewFiring => {
    try {
      return { messageKey, status: 'claimed', input: evaluateInputs(trigger.inputs, values) };
    } catch (error) {
      return { messageKey, status: 'failed', error: toWireError(error) };
    }
  };

  const timeValues = (trigger: TriggerRecord, at: number): TriggerValues => ({
    body: {},
    headers: {},
    query: {},
    trigger: { name: trigger.name, at: new Date(at).toISOString() },
  });

  const fireDue = async (trigger: TriggerRecord): Promise<void> => {
    if (trigger.config.type !== 'schedule' || trigger.nextAt === undefined) return;
    const now = clock();
    const { fire, skippedCount } = dueTimes(trigger.config, {
      firstAt: trigger.nextAt,
      now,
      graceMs: GRACE_MS,
    });
    const firings = fire.map((at) => ({
      ...firingFor(trigger, `at ${at}`, timeValues(trigger, at)),
      scheduledFor: at,
    }));
    const skipped: NewFiring[] =
      skippedCount === 0
        ? []
        : [
            {
              messageKey: `skipped ${trigger.nextAt}`,
              scheduledFor: trigger.nextAt,
              status: 'skipped',
              error: toWireError(missed(skippedCount)),
            },
          ];
    const isOurs = await store.claim(trigger, nextTime(trigger.config, now), [...skipped, ...firings]);
    if (isOurs) await startClaimed({ triggerId: trigger.id });
  };

  const look = async (): Promise<void> => {
    try {
      await startClaimed({ before: clock() - GRACE_MS });
      for (const trigger of await store.listDue(clock())) await fireDue(trigger);
    } catch (error) {
      logger.warn({ err: error }, 'Triggers could not be looked at');
    }
    if (!isOn) return;
    const next = (await store.nextDue()) ?? Infinity;
    clearTimeout(timer);
    const sleepMs = Math.min(Math.max(SHORTEST_SLEEP_MS, next - clock()), LONGEST_SLEEP_MS);
    timer = setTimeout(() => void nudge(), sleepMs);
    timer.unref();
  };

  const nudge = (): Promise<void> => {
    if (!isOn) return Promise.resolve();
    looking = (looking ?? Promise.resolve()).then(look);
    return looking;
  };

  return {
    store,

    async start(): Promise<void> {
      isOn = true;
      await nudge();
    },
    /** Looks now: a trigger was made or changed. */
    nudge,
    async close(): Promise<void> {
      isOn = false;
      clearTimeout(timer);
      await looking;
    },

    /** Fires once for one message, however often it comes. */
    async fire(
      trigger: TriggerRecord,
      messageKey: string,
      values: TriggerValues = timeValues(trigger, clock()),
    ): Promise<{ firing: Firing; isDuplicate: boolean }> {
      const id = await store.insert(trigger, firingFor(trigger, messageKey, values));
      if (id !== undefined) await startClaimed({ triggerId: trigger.id, messageKey });
      const firing = await store.firingOf(trigger.id, messageKey);
      if (!firing) throw new CodexError({ code: 'INTERNAL', message: 'A firing is gone.' });
      return { firing, isDuplicate: id === undefined };
    },

    /** A new secret, and what is kept of it. */
    newSecret(trigger: Pick<TriggerRecord, 'workspaceId' | 'id'>): { value: string; sealed: string } {
      // The redactor learns it with the first message: the answer that shows it this once has to hold it.
      const value = createWebhookSecret();
      return { value, sealed: sealValue(value, { masterKey, identity: identityOf(trigger) }) };
    },

    secretOf(trigger: TriggerRecord): string {
      if (trigger.sealedSecret === undefined)
        throw new CodexError({ code: 'SECRET_MISSING', message: 'The webhook has no secret.' });
      const value = openValue(trigger.sealedSecret, { masterKey, identity: identityOf(trigger) });
      redactor.add(`webhook ${trigger.id}`, value);
      return value;
    },

    async describe(trigger: TriggerRecord): Promise<Trigger> {
      const {
        workspaceId: _workspace,
        sealedSecret: _secret,
        nextAt,
        isEnabled,
        target,
        config,
        ...rest
      } = trigger;
      const lastFiring = await store.lastFiring(trigger.id);
      return {
        ...rest,
        target,
        config,
        isEnabled,
        targetName: await nameOf(options, trigger),
        ...(isEnabled && nextAt !== undefined ? { nextAt } : {}),
        ...(config.type === 'schedule' ? { words: wordsOf(config) } : {}),
        ...(lastFiring ? { lastFiring } : {}),
      };
    },

    /** Throws FLOW_NOT_FOUND, AGENT_NOT_FOUND for what is not in the workspace. */
    nameOf: (trigger: Pick<TriggerRecord, 'workspaceId' | 'target'>) => targetName(options, trigger),
  };
}

async function targetName(
  { flows, agents }: Pick<TriggerServiceOptions, 'flows' | 'agents'>,
  { workspaceId, target }: Pick<TriggerRecord, 'workspaceId' | 'target'>,
): Promise<string> {
  return target.type === 'agent'
    ? (await agents.get({ workspaceId, agentId: target.id })).name
    : (await flows.get({ workspaceId, flowId: target.id })).name;
}

/** A deleted flow leaves its triggers behind; they can be looked at and deleted. */
async function nameOf(options: TriggerServiceOptions, trigger: TriggerRecord): Promise<string> {
  try {
    return await targetName(options, trigger);
  } catch (error) {
    if (CodexError.is(error) && (error.code === 'FLOW_NOT_FOUND' || error.code === 'AGENT_NOT_FOUND'))
      return 'deleted';
    throw error;
  }
}

function missed(count: number): CodexError {
  return new CodexError({
    code: 'UNAVAILABLE',
    message: `${count} ${count === 1 ? 'time' : 'times'} passed while no server ran, and ${count === 1 ? 'was' : 'were'} left out by the rule for missed times.`,
    hint: 'Choose another rule to make up for them.',
  });
}
