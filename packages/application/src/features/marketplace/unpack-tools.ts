/** Makes tools of a workspace out of those of a listing. Nothing is called; people look first. */
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { ListedTool } from '@codexos/protocol/listing';
import type { ToolDocument } from '@codexos/protocol/tool';
import { createToolNames } from '@codexos/tools';
import { stableJson } from '@codexos/utils/hash';
import type { Services } from '../../services.ts';
import type { ToolRecord } from '../tools/workspace-tool-store.ts';

type ToolServices = Pick<Services, 'tools' | 'workspaceTools'>;

/** Names in a workspace of the tools of a listing, by the names that the listing gives them. */
export type ToolNames = Record<string, string>;

/** Throws TOOL_INVALID before anything is made, when one of them could never work. */
export function assertToolsUsable({ tools: { rules } }: ToolServices, tools: readonly ListedTool[]): void {
  // The name is chosen here, so one that is taken is no fault of the document.
  for (const { document } of tools) rules.assertUsable({ ...document, name: 'as-listed' });
}

/** Takes a tool that is there already with the same document, and makes the others under a free name. */
export async function unpackTools(
  services: ToolServices,
  workspaceId: WorkspaceId,
  tools: readonly ListedTool[],
): Promise<ToolNames> {
  const names: ToolNames = {};
  for (const { document } of tools) {
    const own = await services.workspaceTools.list(workspaceId);
    const same = own.find((tool) => isSame(tool.document, document));
    const { document: kept } = same ?? (await addTool(services, workspaceId, { document, own }));
    names[document.name] = kept.name;
  }
  return names;
}

/** Makes a tool of one's own out of a document, also when there is one like it. */
export async function addTool(
  { tools: { rules }, workspaceTools }: ToolServices,
  workspaceId: WorkspaceId,
  { document, own }: { document: ToolDocument; own: readonly ToolRecord[] },
): Promise<ToolRecord> {
  const taken = own.map((tool) => tool.document.name);
  const name = createToolNames([...rules.takenNames, ...taken]).take(document.name);
  return workspaceTools.create(workspaceId, { ...document, name });
}

export interface ToolUpdate {
  /** The tools as they were forked. */
  before: readonly ListedTool[];
  newest: readonly ListedTool[];
  known: ToolNames;
}

/**
 * Brings the tools of a fork to a newer version. One that somebody changed here stays as it is; one that nobody touched
 * becomes what the listing holds, and what it was stays as a version.
 */
export async function updateTools(
  services: ToolServices,
  workspaceId: WorkspaceId,
  { before, newest, known }: ToolUpdate,
): Promise<ToolNames> {
  const own = await services.workspaceTools.list(workspaceId);
  const fresh: ListedTool[] = [];
  const names = { ...known };
  for (const listed of newest) {
    const { name } = listed.document;
    const local = own.find((tool) => tool.document.name === known[name]);
    const forked = before.find((tool) => tool.document.name === name)?.document;
    if (!local) fresh.push(listed);
    else if (forked && isSame(local.document, { ...forked, name: local.document.name })) {
      const document = { ...listed.document, name: local.document.name };
      await services.workspaceTools.update({ workspaceId, toolId: local.id }, document, local.revision);
    }
  }
  return { ...names, ...(await unpackTools(services, workspaceId, fresh)) };
}

function isSame(left: ToolDocument, right: ToolDocument): boolean {
  return stableJson(left) === stableJson(right);
}
