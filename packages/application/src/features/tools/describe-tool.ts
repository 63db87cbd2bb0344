import type { ToolDetail, ToolSummary } from '@codexos/protocol/contracts/tools.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { toolHostOf } from '@codexos/protocol/tool-url';
import { secretsOfRequest } from '@codexos/tools';
import type { Services } from '../../services.ts';
import { toolsNamedBy } from '../marketplace/map-references.ts';
import type { ToolRecord } from './workspace-tool-store.ts';

export function summariseTool({ id, document, createdAt, updatedAt }: ToolRecord): ToolSummary {
  const { name, label, description, request, effect } = document;
  return {
    id,
    name,
    label,
    description,
    method: request.method,
    host: toolHostOf(request.url) ?? '',
    effect,
    secrets: secretsOfRequest(request),
    createdAt,
    updatedAt,
  };
}

/** With what it lacks in this workspace and who names it. */
export async function describeTool(
  services: Services,
  workspaceId: WorkspaceId,
  tool: ToolRecord,
): Promise<ToolDetail> {
  const { document, revision } = tool;
  const [secrets, drafts, agents] = await Promise.all([
    services.vault.list(workspaceId),
    services.flows.listDrafts(workspaceId),
    services.agents.list(workspaceId),
  ]);
  return {
    ...summariseTool(tool),
    document,
    revision,
    problems: services.tools.rules.problemsOf(document, secrets),
    usedBy: {
      flows: drafts
        .filter(({ draft }) => toolsNamedBy(draft).includes(document.name))
        .map(({ flowId, name }) => ({ id: flowId, name })),
      agents: agents
        .filter(({ draft }) => draft.tools.includes(document.name))
        .map(({ id, name }) => ({ id, name })),
    },
  };
}
