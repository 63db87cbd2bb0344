/** Checks flows against what the workspace has, and makes them ready to run. */
import {
  compileFlow,
  describeNode,
  NODE_KINDS,
  parseRunInput,
  type CompileEnv,
  type Graph,
} from '@codexos/agent-engine';
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow, FlowProblem } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import type { AgentStore } from '../agents/agent-store.ts';
import type { KnowledgeRows } from '../knowledge/knowledge-rows.ts';
import type { ModelService } from '../models/model-service.ts';
import type { ToolService } from '../tools/tool-service.ts';
import type { Vault } from '../vault/vault.ts';
import type { CalledFlows } from './called-flows.ts';

export interface FlowCompilerOptions {
  tools: Pick<ToolService, 'specs'>;
  models: ModelService;
  agents: AgentStore;
  knowledge: KnowledgeRows;
  calledFlows: CalledFlows;
  vault: Vault;
  /** Names of secrets that the operator granted to tools by the environment. */
  environmentSecrets: readonly string[];
}

export type FlowCompiler = ReturnType<typeof createFlowCompiler>;

export function createFlowCompiler(options: FlowCompilerOptions) {
  const { tools, models, agents, knowledge, calledFlows, vault, environmentSecrets } = options;
  const envOf = async (workspaceId: WorkspaceId): Promise<CompileEnv> => {
    const [specs, knownAgents, bases, refs, secrets] = await Promise.all([
      tools.specs(workspaceId),
      agents.list(workspaceId),
      knowledge.listBases(workspaceId),
      models.compileRefs(workspaceId),
      vault.list(workspaceId),
    ]);
    return {
      tools: specs,
      models: refs,
      agents: knownAgents.map((agent) => ({ agentId: agent.id, tools: agent.draft.tools })),
      knowledge: ['source', ...bases.map((base) => base.id)],
      secrets: [
        ...secrets.map(({ name, grants, revokedAt }) => ({
          name,
          tools: grants.tools,
          isRevoked: revokedAt !== undefined,
        })),
        ...environmentSecrets.map((name) => ({ name, isRevoked: false })),
      ],
    };
  };
  const descriptors: NodeDescriptor[] = NODE_KINDS.map((kind) => describeNode(kind));

  const compileWithProblems = async (workspaceId: WorkspaceId, flow: Flow, flowId?: string) => {
    const [env, flows] = await Promise.all([
      envOf(workspaceId),
      calledFlows.knownFlows(workspaceId, flow, flowId),
    ]);
    return compileFlow(flow, { kinds: NODE_KINDS, ...env, flows });
  };

  const compile = async (workspaceId: WorkspaceId, flow: Flow, flowId?: string): Promise<Graph> => {
    const { graph, problems } = await compileWithProblems(workspaceId, flow, flowId);
    if (graph) return graph;
    throw flowInvalid(problems);
  };

  return {
    describeKinds: (): NodeDescriptor[] => descriptors,
    /** `flowId` is the flow itself, where it is saved: it must not come to call itself. */
    problemsOf: async (workspaceId: WorkspaceId, flow: Flow, flowId?: string): Promise<FlowProblem[]> =>
      (await compileWithProblems(workspaceId, flow, flowId)).problems,
    /** The graph of a flow. Throws FLOW_INVALID with every problem in its details. */
    compile,
    /**
     * The graph of a run that was accepted. What it calls is looked up when it calls it: another flow that changes must
     * not end a run that waits.
     */
    async compileRun(workspaceId: WorkspaceId, flow: Flow): Promise<Graph> {
      const { graph, problems } = compileFlow(flow, { kinds: NODE_KINDS, ...(await envOf(workspaceId)) });
      if (graph) return graph;
      throw flowInvalid(problems);
    },
    assertRunnable: async (workspaceId: WorkspaceId, flow: Flow, flowId?: string): Promise<void> =>
      void (await compile(workspaceId, flow, flowId)),
    /** Throws RUN_INPUT_INVALID with every value that is missing, mistyped or unknown. */
    checkInput: (graph: Graph, input: JsonObject): void => void parseRunInput(graph, input),
  };
}

function flowInvalid(problems: readonly FlowProblem[]): CodexError {
  const errors = problems.filter((problem) => problem.severity === 'error');
  return new CodexError({
    code: 'FLOW_INVALID',
    message: `The flow has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}: ${errors.map((problem) => problem.message).join(' ')}`,
    hint: 'Each problem names its node and what to do.',
    details: { problems: problems.map((problem) => jsonObjectSchema.parse(problem)) },
  });
}
