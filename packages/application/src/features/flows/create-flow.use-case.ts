import { createFlow } from '@codexos/protocol/contracts/flows.contract';
import { FLOW_SCHEMA_VERSION, flowSettingsSchema, type Flow } from '@codexos/protocol/flow';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';
import { describeFlow } from './describe-flow.ts';
import { TEMPLATES } from './templates.ts';

export const createFlowUseCase = defineUseCase(createFlow, async ({ services, principal, body }) => {
  const start = body.flow ?? (body.templateId === undefined ? emptyFlow() : templateFlow(body.templateId));
  const flow = { ...start, name: body.name ?? start.name };
  const key = await services.flowDocuments.create(principal.workspaceId, flow);
  return describeFlow(services, key);
});

function emptyFlow(): Flow {
  return {
    schemaVersion: FLOW_SCHEMA_VERSION,
    name: 'Untitled flow',
    description: '',
    nodes: [],
    edges: [],
    settings: flowSettingsSchema.parse({}),
  };
}

function templateFlow(templateId: string): Flow {
  const template = TEMPLATES.find((candidate) => candidate.id === templateId);
  if (template) return template.flow;
  throw new CodexError({
    code: 'NOT_FOUND',
    message: `There is no template ${templateId}.`,
    hint: `Templates: ${TEMPLATES.map((candidate) => candidate.id).join(', ')}.`,
  });
}
