import { z } from 'zod';
import { agentCaseSchema, agentEvaluationSchema } from '../agent-evaluation.ts';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { agentIdSchema } from '../ids.ts';
import { sourceBindingSchema } from './runs.contract.ts';

const agentParams = z.object({ agentId: agentIdSchema });
const base = { tag: 'agent-evaluations' } as const;

export const getAgentCases = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents/:agentId/cases',
  name: 'getAgentCases',
  summary: 'Questions that the versions of an agent are tried on',
  permission: 'agent:read',
  params: agentParams,
  response: z.object({ cases: z.array(agentCaseSchema) }),
});

export const saveAgentCases = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/agents/:agentId/cases',
  name: 'saveAgentCases',
  summary: 'Replace the questions that the versions of an agent are tried on',
  permission: 'agent:write',
  params: agentParams,
  body: z.object({ cases: z.array(agentCaseSchema).max(200) }),
  response: z.object({ cases: z.array(agentCaseSchema) }),
});

export const listAgentEvaluations = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/agents/:agentId/evaluations',
  name: 'listAgentEvaluations',
  summary: 'How the versions of an agent did, the newest trial of each',
  permission: 'agent:read',
  params: agentParams,
  response: listOf(agentEvaluationSchema),
});

export const startAgentEvaluation = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents/:agentId/versions/:number/evaluations',
  name: 'startAgentEvaluation',
  summary: 'Try a version of an agent on all its questions, one run each',
  permission: 'flow:run',
  status: 202,
  params: agentParams.extend({ number: z.coerce.number().int().min(1) }),
  body: z.object({ source: sourceBindingSchema.optional() }),
  response: agentEvaluationSchema,
});

export const cancelAgentEvaluation = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/agents/:agentId/evaluations/:evaluationId/cancel',
  name: 'cancelAgentEvaluation',
  summary: 'Stop a trial and the run under way; what is known stays',
  permission: 'flow:run',
  params: agentParams.extend({ evaluationId: z.string().max(64) }),
  response: emptySchema,
});
