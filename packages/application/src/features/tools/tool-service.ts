/** The tools of the app and of workspaces, and runners that let them see no more than the source of one run. */
import { parseExpression, type ToolRunner, type ToolSpec } from '@codexos/agent-engine';
import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { ToolDocument } from '@codexos/protocol/tool';
import { headCommit, isGitRepository, listSource } from '@codexos/rag-engine';
import {
  createFileAccess,
  createGuardedFetch,
  createHttpTool,
  createToolRunner,
  TOOLS,
  type ProposalReader,
  type Tool,
  type ToolPorts,
} from '@codexos/tools';
import { createId } from '@codexos/utils/ids';
import type { Redactor } from '@codexos/utils/redactor';
import type { KnowledgeService } from '../knowledge/knowledge-service.ts';
import type { RunRecord } from '../runs/run-store.ts';
import type { CreateBroker } from '../vault/create-broker.ts';
import { redactToolRunner } from '../vault/redact-ports.ts';
import { createToolRules, type ToolRules } from './tool-rules.ts';
import type { ToolRecord, WorkspaceToolStore } from './workspace-tool-store.ts';

export interface ToolServiceOptions {
  knowledge: KnowledgeService;
  store: WorkspaceToolStore;
  /** Proposals on the chain, which belong to no workspace. */
  proposals: ProposalReader;
  allowedAddresses: readonly string[];
  /** `NAME@host` pairs by the operator. */
  environmentGrants: readonly string[];
  extraTools: readonly Tool[];
  brokerFor: CreateBroker;
  redactor: Redactor;
  clock: () => number;
}

export interface ToolService {
  rules: ToolRules;
  /** Every tool that a workspace can use: those that ship with the app and its own. */
  specs(workspaceId: WorkspaceId): Promise<readonly ToolSpec[]>;
  descriptors(workspaceId: WorkspaceId): Promise<ToolDescriptor[]>;
  runnerFor(run: RunRecord): Promise<ToolRunner>;
  /** Calls a document once, outside of any run. Throws what the call throws. */
  callOnce(
    workspaceId: WorkspaceId,
    call: { document: ToolDocument; input: JsonObject; signal: AbortSignal },
  ): Promise<JsonValue>;
}

const MAX_MADE = 2_000;

export function createToolService({
  knowledge,
  store,
  proposals,
  allowedAddresses,
  environmentGrants,
  extraTools,
  brokerFor,
  redactor,
  clock,
}: ToolServiceOptions): ToolService {
  const fetch = createGuardedFetch({ allow: allowedAddresses });
  const builtin = [...TOOLS, ...extraTools];
  const builtinNames = builtin.map(({ name }) => name);
  const rules = createToolRules({ builtinNames, allowedAddresses, environmentGrants });

  // A flow is checked at every edit, and a version of a tool is always the same tool.
  const made = new Map<string, Tool>();
  const toolOf = ({ id, revision, document }: ToolRecord): Tool => {
    const key = `${id} ${revision}`;
    const tool = made.get(key) ?? createHttpTool(document, parseExpression);
    if (made.size >= MAX_MADE) made.clear();
    made.set(key, tool);
    return tool;
  };

  /** A name means the tool of the app, should a later version bring one of the same name. */
  const toolsOf = async (workspaceId: WorkspaceId): Promise<Tool[]> => {
    const own = (await store.list(workspaceId)).filter(
      ({ document }) => !builtinNames.includes(document.name),
    );
    return [...builtin, ...own.map(toolOf)];
  };
  const specs = async (workspaceId: WorkspaceId): Promise<readonly ToolSpec[]> =>
    createToolRunner({ tools: await toolsOf(workspaceId) }).list();

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
    rules,
    specs,

    async descriptors(workspaceId) {
      return (await specs(workspaceId)).map(({ replay: _replay, ...descriptor }) => ({ ...descriptor }));
    },

    async runnerFor(run) {
      const [tools, ports] = await Promise.all([toolsOf(run.workspaceId), portsOf(run)]);
      return redactToolRunner(createToolRunner({ tools, ports }), redactor);
    },

    async callOnce(workspaceId, { document, input, signal }) {
      const ports: ToolPorts = { fetch, secrets: brokerFor({ workspaceId }), now: clock };
      const tools = [createHttpTool(document, parseExpression)];
      const runner = redactToolRunner(createToolRunner({ tools, ports }), redactor);
      const { output } = await runner.run({
        tool: document.name,
        input,
        signal,
        idempotencyKey: createId(),
        onDelta: () => undefined,
      });
      return output;
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
