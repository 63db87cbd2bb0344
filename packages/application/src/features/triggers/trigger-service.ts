/** Fires triggers: schedules when their time has come, webhooks when a signed message arrives. */
import type { Firing, Trigger } from '@codexos/protocol/contracts/triggers.contract';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { JsonValue } from '@codexos/protocol/json';
import type { Flow } from '@codexos/protocol/flow';
import { CodexError, toWireError } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { AgentStore } from '../agents/agent-store.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { FlowStore } from '../flows/flow-store.ts';
import type { KnowledgeService } from '../knowledge/knowledge-service.ts';
import type { RunService } from '../runs/run-service.ts';
import type { SourceStateStore } from './source-state-store.ts';
import { createSourceWatch, type WatchingTrigger } from './source-watch.ts';
import { dueTimes, nextTime, wordsOf } from './schedule.ts';
import { evaluateInputs, type TriggerValues } from './trigger-inputs.ts';
import type { ClaimedFiring, NewFiring, TriggerRecord, TriggerStore } from './trigger-store.ts';
import { createWebhookSecrets, type WebhookSecretOptions } from './webhook-secrets.ts';

export interface TriggerServiceOptions extends WebhookSecretOptions {
  store: TriggerStore;
  sourceStates: SourceStateStore;
  knowledge: KnowledgeService;
  flows: FlowStore;
  agents: AgentStore;
  runs: Pick<RunService, 'start'>;
  audit: Pick<AuditLog, 'record'>;
  logger: Logger;
  clock: () => number;
}

export type TriggerService = ReturnType<typeof createTriggerService>;

/** A time that is longer ago was missed: no server looked. */
const GRACE_MS = 60_000;
/** Other processes make triggers too, so rows are looked at this often in any case. */
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 20;
const MINUTE_MS = 60_000;

export function createTriggerService(options: TriggerServiceOptions) {
  const { store, flows, agents, runs, audit, logger, clock } = options;
  let timer: NodeJS.Timeout | undefined;
  let isOn = false;
  let looking: Promise<void> | undefined;
  let sourceLooks: Promise<void> = Promise.resolve();
  let closing = new AbortController();

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

  const valuesOf = (trigger: TriggerRecord, body: JsonValue): TriggerValues => ({
    ...timeValues(trigger, clock()),
    body,
  });

  const watch = createSourceWatch({
    states: options.sourceStates,
    knowledge: options.knowledge,
    firingFor: (trigger, messageKey, body) => firingFor(trigger, messageKey, valuesOf(trigger, body)),
  });

  /** A look may read a whole source, so schedules do not wait for it; looks wait for each other. */
  const lookAtSource = async (trigger: WatchingTrigger): Promise<void> => {
    try {
      if (!isOn) return;
      const isFired = await watch.look(trigger, closing.signal);
      if (trigger.lastRefusal) await store.noteRefusal(trigger.id, undefined);
      if (isFired) await startClaimed({ triggerId: trigger.id });
    } catch (error) {
      if (closing.signal.aborted) return;
      logger.warn({ err: error, triggerId: trigger.id }, 'A source could not be looked at');
      const { message, hint } = toWireError(error);
      const refusal = { at: clock(), message, ...(hint === undefined ? {} : { hint }) };
      await store.noteRefusal(trigger.id, refusal);
    }
  };

  const timeValues = (trigger: TriggerRecord, at: number): TriggerValues => ({
    body: {},
    headers: {},
    query: {},
    trigger: { name: trigger.name, at: new Date(at).toISOString() },
  });

  const fireDue = async (trigger: TriggerRecord): Promise<void> => {
    const { config } = trigger;
    if (config.type === 'source') {
      if (!(await store.claim(trigger, clock() + config.everyMinutes * MINUTE_MS, []))) return;
      sourceLooks = sourceLooks
        .then(() => lookAtSource({ ...trigger, config }))
        .catch((error: unknown) => logger.error({ err: error }, 'What a look found could not be written'));
      return;
    }
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
    secrets: createWebhookSecrets(options),

    async start(): Promise<void> {
      isOn = true;
      closing = new AbortController();
      await nudge();
    },
    /** Looks now: a trigger was made or changed. */
    nudge,
    async close(): Promise<void> {
      isOn = false;
      closing.abort(new Error('The server is stopping.'));
      clearTimeout(timer);
      await looking;
      await sourceLooks;
    },

    watch,
    /** Resolves when every look at a source that has begun is through. */
    looked: (): Promise<void> => sourceLooks,
    /** A source was read: what watches it looks at once. */
    async sourceRead(sourceId: string): Promise<void> {
      if (!watch.isReading(sourceId) && (await store.hasten(sourceId))) await nudge();
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
      const words =
        config.type === 'schedule'
          ? wordsOf(config)
          : config.type === 'source'
            ? await watch.wordsOf({ workspaceId: trigger.workspaceId, config })
            : undefined;
      return {
        ...rest,
        target,
        config,
        isEnabled,
        targetName: await nameOf(options, trigger),
        ...(isEnabled && nextAt !== undefined ? { nextAt } : {}),
        ...(words === undefined ? {} : { words }),
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
