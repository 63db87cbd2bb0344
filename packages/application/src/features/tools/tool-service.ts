/** The tools of the app, and runners that let them see no more than the source of one run. */
import type { ToolRunner, ToolSpec } from '@codexos/agent-engine';
import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import { headCommit, isGitRepository, listSource } from '@codexos/rag-engine';
import {
  createFileAccess,
  createGuardedFetch,
  createToolRunner,
  TOOLS,
  type ProposalReader,
  type Tool,
  type ToolPorts,
} from '@codexos/tools';
import type { Redactor } from '@codexos/utils/redactor';
import type { KnowledgeService } from '../knowledge/knowledge-service.ts';
import type { RunRecord } from '../runs/run-store.ts';
import type { CreateBroker } from '../vault/create-broker.ts';
import { redactToolRunner } from '../vault/redact-ports.ts';

export interface ToolServiceOptions {
  knowledge: KnowledgeService;
  /** Proposals on the chain, which belong to no workspace. */
  proposals: ProposalReader;
  allowedAddresses: readonly string[];
  extraTools: readonly Tool[];
  brokerFor: CreateBroker;
  redactor: Redactor;
  clock: () => number;
}

export interface ToolService {
  specs: readonly ToolSpec[];
  descriptors: ToolDescriptor[];
  runnerFor(run: RunRecord): Promise<ToolRunner>;
}

export function createToolService({
  knowledge,
  proposals,
  allowedAddresses,
  extraTools,
  brokerFor,
  redactor,
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
    const { workspaceId, source, id, agentId } = run;
    const secrets = brokerFor({ workspaceId, runId: id, agentId });
    const ports: ToolPorts = { fetch, secrets, proposals, now: clock };
    const sourceIds = await sourceIdsOf(run);
    if (source === undefined || sourceIds.length === 0) return ports;
    ports.files = await filesOf(
      await Promise.all(sourceIds.map((sourceId) => knowledge.folderOf(workspaceId, sourceId))),
    );
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
      return redactToolRunner(createToolRunner({ tools: all, ports: await portsOf(run) }), redactor);
    },
  };
}

/**
 * The files of one or more sources as their listings have them: what `.gitignore` hides stays hidden from tools.
 * A path that two sources share means the first of them.
 */
async function filesOf(folders: readonly string[]) {
  const [first] = folders;
  const isOne = folders.length === 1 && first !== undefined;
  const commit = isOne && (await isGitRepository(first)) ? await headCommit(first) : undefined;
  return createFileAccess({
    roots: folders,
    commit,
    listPaths: async (signal) => {
      const listings = await Promise.all(folders.map((folder) => listSource(folder, signal)));
      return [...new Set(listings.flatMap(({ paths }) => paths))].sort();
    },
  });
}
