import { calledFlowSchema } from '@codexos/protocol/called-flow';
import type { JsonObject } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { pauseOnChildRuns } from '../run/join-pauses.ts';
import { subFlowProblems } from './sub-flow-problems.ts';

/** Another flow of the workspace as one node. It works in a run of its own. */
export const subFlowNode = defineNode({
  kind: 'sub-flow',
  version: 1,
  meta: {
    label: 'Sub-flow',
    group: 'agent',
    icon: 'workflow',
    summary: 'Runs another flow and gives its outputs',
  },
  config: z.object({
    flow: calledFlowSchema.meta({
      label: 'Flow',
      help: 'A published flow of this workspace. Its inputs and outputs become the ports of this node.',
      control: 'flow',
    }),
  }),
  ports: { in: { start: { label: 'Start', type: 'any' } }, out: {} },
  portLists: { in: 'flow.inputs', out: 'flow.outputs' },
  cardSettings: ['flow'],
  problems: ({ flow }, env) => subFlowProblems(flow, env),
  async run({ config: { flow }, input, calls }) {
    const given = input as unknown as JsonObject;
    const values = flow.inputs.flatMap(({ name }) => {
      const value = given[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const { id: flowId, version, name } = flow;
    const { childRunId, status, output, citations, error } = await calls.run({
      type: 'flow',
      flowId,
      version,
      name,
      input: Object.fromEntries(values),
    });
    if (status === 'paused') return pauseOnChildRuns([{ runId: childRunId, flowId, name }]);
    if (status !== 'completed') {
      throw new CodexError({
        code: error?.code ?? 'NODE_FAILED',
        message: `The flow “${name}” ended as ${status} in run ${childRunId}.${error ? ` ${error.message}` : ''}`,
        hint: error?.hint ?? 'Open that run to see what happened.',
        details: { runId: childRunId },
      });
    }
    const outputs = output as JsonObject;
    return done(
      flow.outputs.flatMap(({ name: port }) => {
        const value = outputs[port];
        return value === undefined ? [] : [{ port, value, citations }];
      }),
    );
  },
});
