/** Runs agents and flows that a run calls, as child runs of it. */
import type { Callee, RunCaller } from '@codexos/agent-engine';
import type { Flow } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import type { AgentStore } from '../agents/agent-store.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import type { CalledFlows } from '../flows/called-flows.ts';
import { singleOutput } from './run-result.ts';
import type { RunService } from './run-service.ts';
import type { NewRun, RunRecord, RunStore } from './run-store.ts';

export interface RunCallerOptions {
  agents: AgentStore;
  calledFlows: CalledFlows;
  store: RunStore;
  runs: () => RunService;
  /** Throws when a flow needs a source and the run has none. */
  checkSource: (run: RunRecord, flow: Flow) => Promise<void>;
}

/** What a callee adds to the run that works for it. */
type CalledRun = Pick<NewRun, 'agentId' | 'flowId' | 'name' | 'version' | 'trigger' | 'flow' | 'input'>;

export function createRunCaller(
  { agents, calledFlows, store, runs, checkSource }: RunCallerOptions,
  run: RunRecord,
): RunCaller {
  const { workspaceId } = run;

  const prepare = async (callee: Callee): Promise<CalledRun> => {
    if (callee.type === 'agent') {
      const { agentId, goal } = callee;
      const { config, name, number } = await agents.configOf({ workspaceId, agentId }, 'latest');
      await assertNoCircle({ run, store, name, isSame: (above) => above.agentId === agentId });
      // A child may only do what the flow that called it allows.
      const flow = flowOfAgent(name, config, run.flow.settings);
      return { agentId, name, version: number, trigger: 'agent', flow, input: { request: goal } };
    }
    const { flowId } = callee;
    const { flow, name, number } = await calledFlows.load(workspaceId, {
      id: flowId,
      version: callee.version,
    });
    await assertNoCircle({ run, store, name, isSame: (above) => above.flowId === flowId });
    await checkSource(run, flow);
    return {
      flowId,
      name,
      version: number,
      trigger: 'flow',
      flow: { ...flow, settings: { ...flow.settings, allowedEffects: sharedEffects(flow, run.flow) } },
      input: callee.input,
    };
  };

  return {
    async getAgent({ agentId, version }) {
      const { config, name } = await agents.configOf({ workspaceId, agentId }, version);
      const { description } = await agents.get({ workspaceId, agentId });
      return { agentId, name, description, config };
    },
    async call({ childRunId, callee, parent, signal }) {
      const key = { workspaceId, runId: childRunId };
      // A call that is repeated goes on with the run it made, whatever has become of the callee's record since.
      if (!(await store.has(key))) {
        await store.create({
          ...key,
          ...(await prepare(callee)),
          source: run.source,
          parent,
          conversationId: run.conversationId,
        });
      }
      const child = await runs().runToEnd(key, signal);
      return {
        status: child.status,
        output: outputOf(callee, child),
        citations: child.citations ?? [],
        usage: child.usage,
        error: child.error,
      };
    },
  };
}

function outputOf({ type }: Callee, { outputs = {} }: RunRecord): JsonValue {
  return type === 'agent' ? singleOutput(outputs) : outputs;
}

function sharedEffects(called: Flow, caller: Flow): Flow['settings']['allowedEffects'] {
  return called.settings.allowedEffects.filter((effect) => caller.settings.allowedEffects.includes(effect));
}

interface CircleOptions {
  run: RunRecord;
  store: RunStore;
  name: string;
  isSame: (above: RunRecord) => boolean;
}

/** Follows the parents of a run: what is already at work above must not be called again below itself. */
async function assertNoCircle({ run, store, name, isSame }: CircleOptions): Promise<void> {
  for (let current: RunRecord | undefined = run; current;) {
    if (isSame(current)) {
      throw new CodexError({
        code: current.agentId === undefined ? 'FLOW_INVALID' : 'AGENT_INVALID',
        message: `“${name}” would call itself: the run ${current.id} of it is at work already.`,
        hint: 'Take one of the calls out of the circle.',
      });
    }
    current =
      current.parent && (await store.get({ workspaceId: current.workspaceId, runId: current.parent.runId }));
  }
}
