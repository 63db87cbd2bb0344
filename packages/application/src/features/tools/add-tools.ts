import type { WorkspaceId } from '@codexos/protocol/ids';
import type { ToolDocument } from '@codexos/protocol/tool';
import { createToolNames } from '@codexos/tools';
import type { Services } from '../../services.ts';
import type { ToolRecord } from './workspace-tool-store.ts';

/** Creates tools; a name that is taken gets a number. Every document is checked before the first is kept. */
export async function addTools(
  services: Pick<Services, 'tools' | 'workspaceTools'>,
  workspaceId: WorkspaceId,
  documents: readonly ToolDocument[],
): Promise<ToolRecord[]> {
  const { tools, workspaceTools } = services;
  await workspaceTools.assertRoom(workspaceId, documents.length);
  const own = (await workspaceTools.list(workspaceId)).map(({ document }) => document.name);
  const names = createToolNames([...tools.rules.takenNames, ...own]);
  const named = documents.map((document) => ({ ...document, name: names.take(document.name) }));
  for (const document of named) tools.rules.assertUsable(document);
  const made: ToolRecord[] = [];
  for (const document of named) made.push(await workspaceTools.create(workspaceId, document));
  return made;
}
