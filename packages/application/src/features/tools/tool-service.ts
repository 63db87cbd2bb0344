/** The tools of the app, and runners that let them see no more than the source of one run. */
import type { ToolRunner, ToolSpec } from '@codexos/agent-engine';
import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import { headCommit, isGitRepository, listSource } from '@codexos/rag-engine';
import {
  createFileAccess,
  createGuardedFetch,
  createToolRunner,
  TOOLS,
  type Tool,
  type ToolPorts,
} from '@codexos/tools';
import type { KnowledgeService } from '../knowledge/knowledge-service.ts';
import type { RunRecord } from '../runs/run-store.ts';

export interface ToolServiceOptions {
  knowledge: KnowledgeService;
  allowedAddresses: readonly string[];
  extraTools: readonly Tool[];
  clock: () => number;
}

export interface ToolService {
  specs: readonly ToolSpec[];
  descriptors: ToolDescriptor[];
  runnerFor(run: RunRecord): Promise<ToolRunner>;
}

export function createToolService({
  knowledge,
  allowedAddresses,
  extraTools,
  clock,
}: ToolServiceOptions): ToolService {
  const fetch = createGuardedFetch({ allow: allowedAddresses });
  const all = [...TOOLS, ...extraTools];
  const specs = createToolRunner({ tools: all }).list();

  const sourceIdsOf = async ({ workspaceId, source }: RunRecord): Promise<string[]> => {
    if (source?.sourceId !== undefined) return [source.sourceId];
    if (source?.knowledgeBaseId === undefined) return [];
    return (await knowledge.getBase(workspaceId, source.knowledgeBaseId)).sources.map(({ id }) => id);
  };

  const portsOf = async (run: RunRecord): Promise<ToolPorts> => {
    const ports: ToolPorts = { fetch, now: clock };
    const { workspaceId, source } = run;
    const [sourceId] = await sourceIdsOf(run);
    if (source === undefined || sourceId === undefined) return ports;
    const folder = await knowledge.folderOf(workspaceId, sourceId);
    ports.files = await filesOf(folder);
    ports.searcher = {
      search: ({ query, limit, signal }) =>
        knowledge.passages({ workspaceId, binding: source, query, topK: limit, signal }),
    };
    return ports;
  };

  return {
    specs,
    descriptors: specs.map(({ replay: _replay, ...descriptor }) => ({ ...descriptor })),
    async runnerFor(run) {
      return createToolRunner({ tools: all, ports: await portsOf(run) });
    },
  };
}

/** The files of a source as its listing has them: what `.gitignore` hides stays hidden from tools. */
async function filesOf(folder: string) {
  const commit = (await isGitRepository(folder)) ? await headCommit(folder) : undefined;
  return createFileAccess({
    roots: [folder],
    commit,
    listPaths: async (signal) => (await listSource(folder, signal)).paths,
  });
}
