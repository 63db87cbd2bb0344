/** Tries versions of agents on their questions: one run after the other, to be followed, cancelled and gone on with. */
import type { Journal } from '@codexos/agent-engine';
import type { AgentCase, AgentEvaluation, CaseResult } from '@codexos/protocol/agent-evaluation';
import type { RunResult, SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { RunId } from '@codexos/protocol/ids';
import { CodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import type { AgentKey, AgentStore } from '../agents/agent-store.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import type { RunService } from '../runs/run-service.ts';
import { checkExpectations } from './check-expectations.ts';
import type { EvaluationChange, EvaluationRecord, EvaluationStore } from './evaluation-store.ts';

export interface EvaluationServiceOptions {
  store: EvaluationStore;
  agents: AgentStore;
  runs: Pick<RunService, 'start' | 'cancel' | 'waitForResult'>;
  journal: Pick<Journal, 'read'>;
  logger: Logger;
  clock: () => number;
}

export type EvaluationService = ReturnType<typeof createEvaluationService>;

/** An agent's run ends at its own limit; this is for one that waits in the queue besides. */
const SPARE_MS = 10 * 60_000;

export function createEvaluationService(options: EvaluationServiceOptions) {
  const { store, agents, runs, journal, logger, clock } = options;
  const active = new Map<string, Promise<void>>();
  let isClosing = false;

  const answerOf = async (result: RunResult) => {
    const events = await journal.read(result.runId, 0);
    return {
      text: result.output,
      cited: result.citations.map(({ path }) => path),
      called: events.flatMap((event) => (event.type === 'tool-call' ? [event.tool] : [])),
    };
  };

  const outcomeOf = async (
    { expectations }: AgentCase,
    result: RunResult,
  ): Promise<NonNullable<CaseResult['outcome']>> => {
    const { status, durationMs, error } = result;
    const checks = checkExpectations(expectations, await answerOf(result));
    return {
      isPassed: status === 'completed' && checks.every((isMet) => isMet),
      status,
      checks: status === 'completed' ? checks : expectations.map(() => false),
      durationMs,
      ...(status === 'completed' ? {} : { message: error?.message ?? WHY_NO_ANSWER[status] ?? status }),
    };
  };

  /** One question: its run is noted before it starts, so that a crash starts it once. Undefined when others came first. */
  const tryCase = async (evaluation: EvaluationRecord): Promise<EvaluationRecord | undefined> => {
    const { workspaceId, agentId, version, source, results } = evaluation;
    const begun = results.at(-1)?.outcome === undefined ? results.at(-1) : undefined;
    const done = begun ? results.slice(0, -1) : results;
    const question = evaluation.cases[done.length];
    if (!question) return store.change(evaluation, { status: 'completed' });
    const runId = begun?.runId ?? createId<RunId>();
    const noted = begun
      ? evaluation
      : await store.change(evaluation, { results: [...done, { caseId: question.id, runId }] });
    if (!noted) return undefined;
    const { config, name } = await agents.configOf({ workspaceId, agentId }, version);
    await runs.start({
      workspaceId,
      runId,
      agentId,
      name,
      version,
      flow: flowOfAgent(name, config),
      input: { request: question.question },
      source,
      trigger: 'evaluation',
    });
    const key = { workspaceId, runId };
    const result = await runs.waitForResult(key, config.limits.maxDurationMs + SPARE_MS);
    if (isClosing) return undefined;
    if (result.status === 'paused') await runs.cancel(key, 'a trial');
    const outcome = await outcomeOf(question, result);
    return store.change(noted, { results: [...done, { caseId: question.id, runId, outcome }] });
  };

  const work = async (first: EvaluationRecord): Promise<void> => {
    let current: EvaluationRecord | undefined = first;
    while (current?.status === 'running' && !isClosing) {
      const before: EvaluationRecord = current;
      try {
        current = await tryCase(before);
      } catch (error) {
        if (isClosing) return;
        logger.warn({ err: error, evaluationId: before.id }, 'A trial of an agent ended early');
        const latest = await store.get(before, before.id);
        current = await store.change(latest, { status: 'failed', message: toWireError(error).message });
      }
    }
  };

  const follow = (evaluation: EvaluationRecord): void => {
    if (active.has(evaluation.id)) return;
    const working = work(evaluation)
      .catch((error: unknown) =>
        logger.error({ err: error, evaluationId: evaluation.id }, 'A trial could not be written'),
      )
      .finally(() => active.delete(evaluation.id));
    active.set(evaluation.id, working);
  };

  const end = async (evaluation: EvaluationRecord, change: EvaluationChange): Promise<void> => {
    for (let latest = evaluation; latest.status === 'running'; latest = await store.get(latest, latest.id))
      if (await store.change(latest, change)) return;
  };

  return {
    store,

    /** Throws REQUEST_INVALID without questions, CONFLICT while one of the same version is under way. */
    async start(
      key: AgentKey,
      version: number,
      source: SourceBinding | undefined,
    ): Promise<EvaluationRecord> {
      await agents.configOf(key, version);
      const cases = await store.cases(key);
      if (cases.length === 0) {
        throw new CodexError({
          code: 'REQUEST_INVALID',
          message: 'There are no questions to try the agent on.',
          hint: 'Add some first.',
        });
      }
      const latest = (await store.listLatest(key)).find((evaluation) => evaluation.version === version);
      if (latest?.status === 'running') {
        throw new CodexError({
          code: 'CONFLICT',
          message: `Version ${version} is being tried already.`,
          hint: 'Wait for its end, or cancel it.',
        });
      }
      const evaluation: EvaluationRecord = {
        ...key,
        id: createId<string>(),
        version,
        source,
        status: 'running',
        revision: 1,
        cases,
        results: [],
        createdAt: clock(),
      };
      await store.create(evaluation);
      follow(evaluation);
      return evaluation;
    },

    /** Stops it, and the run under way. Nothing happens to one that has ended. */
    async cancel(key: AgentKey, evaluationId: string): Promise<void> {
      const evaluation = await store.get(key, evaluationId);
      await end(evaluation, { status: 'cancelled' });
      const { results } = await store.get(key, evaluationId);
      const last = results.at(-1);
      if (last && last.outcome === undefined)
        await runs.cancel({ workspaceId: key.workspaceId, runId: last.runId }, 'a trial');
    },

    /** Goes on with what another process, or an earlier life of this one, has left. */
    async resumeAll(): Promise<void> {
      for (const evaluation of await store.listRunning()) follow(evaluation);
    },

    /** Resolves when the trial is no longer worked on here. */
    async finished(evaluationId: string): Promise<void> {
      await active.get(evaluationId);
    },

    close(): void {
      isClosing = true;
    },
  };
}

const WHY_NO_ANSWER: Partial<Record<RunResult['status'], string>> = {
  paused: 'It waits for a person, which a trial has not.',
  cancelled: 'The run was cancelled.',
  running: 'It took too long.',
  queued: 'It waited too long for its turn.',
};

/** Without what only the server needs to know. */
export function describeEvaluation({
  workspaceId: _workspace,
  agentId: _agent,
  revision: _revision,
  source: _source,
  ...evaluation
}: EvaluationRecord): AgentEvaluation {
  return evaluation;
}
