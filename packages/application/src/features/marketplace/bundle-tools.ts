import type { AgentConfig } from '@codexos/protocol/agent';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Lineage, ListedTool } from '@codexos/protocol/listing';
import type { Services } from '../../services.ts';
import type { ToolRecord } from '../tools/workspace-tool-store.ts';
import { compareVersions } from './compare-versions.ts';
import { toolsNamedBy } from './map-references.ts';
import { lineageOf, parseListing } from './parse-listing.ts';

export type ToolShelf = Pick<Services, 'workspaceTools' | 'listings'>;

interface Users {
  flows: readonly Flow[];
  agents: readonly { config: AgentConfig }[];
}

/** The tools of the workspace that flows and their agents name, whole. Those that ship with the app stay out. */
export async function bundleTools(
  services: ToolShelf,
  workspaceId: WorkspaceId,
  { flows, agents }: Users,
): Promise<ListedTool[]> {
  const names = new Set([...flows.flatMap(toolsNamedBy), ...agents.flatMap(({ config }) => config.tools)]);
  const own = (await services.workspaceTools.list(workspaceId)).filter(({ document }) =>
    names.has(document.name),
  );
  return Promise.all(own.map((tool) => listTool(services, workspaceId, tool)));
}

/** One tool with the listing that it came from, or that was made of it here. */
export async function listTool(
  { listings }: Pick<Services, 'listings'>,
  workspaceId: WorkspaceId,
  { id, document }: ToolRecord,
): Promise<ListedTool> {
  const fork = await listings.findFork(workspaceId, id);
  const lineage = fork?.lineage ?? (await ownListing(listings, workspaceId, document.name));
  return { document, ...(lineage === undefined ? {} : { lineage }) };
}

async function ownListing(
  listings: Services['listings'],
  workspaceId: WorkspaceId,
  name: string,
): Promise<Lineage | undefined> {
  const [newest] = (await listings.listOwn(workspaceId, 'tool'))
    .map((text) => parseListing(text))
    .filter(({ body: { content } }) => content.tools[0]?.document.name === name)
    .sort((left, right) => compareVersions(left.body.version, right.body.version));
  return newest && lineageOf(newest);
}
