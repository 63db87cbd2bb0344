/** Gives a run what it can reach: models, tools on its source, retrieval, memory, and agents and flows to call. */
import type { MemoryOwner, MemoryStore, Retriever, RunBindings } from '@codexos/agent-engine';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Redactor } from '@codexos/utils/redactor';
import type { Database } from '../../db/database.ts';
import type { AgentStore } from '../agents/agent-store.ts';
import { AGENT_NODE_ID } from '../agents/flow-of-agent.ts';
import { conversationOfRun } from '../conversations/conversation-of-run.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { CalledFlows } from '../flows/called-flows.ts';
import type { KnowledgeService } from '../knowledge/knowledge-service.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { ModelService } from '../models/model-service.ts';
import type { ToolService } from '../tools/tool-service.ts';
import { redactModelClient } from '../vault/redact-ports.ts';
import { needsSource } from './needs-source.ts';
import { createRunCaller } from './run-caller.ts';
import type { RunService } from './run-service.ts';
import type { RunRecord, RunStore } from './run-store.ts';

export interface RunBinderOptions {
  database: Database;
  models: ModelService;
  tools: ToolService;
  redactor: Redactor;
  knowledge: KnowledgeService;
  agents: AgentStore;
  calledFlows: CalledFlows;
  conversations: ConversationStore;
  store: RunStore;
  /** The service that runs child runs; a function because the two need each other. */
  runs: () => RunService;
}

export interface RunBinder {
  /** Throws SOURCE_INVALID when the flow asks `source` and none is bound. */
  check(workspaceId: WorkspaceId, flow: Flow, source: SourceBinding | undefined): Promise<void>;
  bind(run: RunRecord): Promise<RunBindings>;
}

export function createRunBinder({
  database,
  models,
  tools,
  redactor,
  knowledge,
  agents,
  calledFlows,
  conversations,
  store,
  runs,
}: RunBinderOptions): RunBinder {
  const retrieverOf = ({ workspaceId, source }: RunRecord): Retriever => ({
    async retrieve({ knowledge: name, query, topK, signal }) {
      const binding = name === 'source' ? (source ?? {}) : { knowledgeBaseId: name };
      return knowledge.passages({ workspaceId, binding, query, topK, signal });
    },
  });

  /** What an agent remembers belongs to its record, also when a run holds a copy of the record in a node. */
  const memoryOf = ({ workspaceId, agentId }: RunRecord): MemoryStore => {
    const store = createMemoryStore(database, workspaceId);
    const rename = (id: string): string => (agentId !== undefined && id === AGENT_NODE_ID ? agentId : id);
    const own = (owner: MemoryOwner): MemoryOwner => ({
      ...owner,
      agentId: rename(owner.agentId),
      scopeId: rename(owner.scopeId),
    });
    return {
      write: (write) => store.write({ ...write, owner: own(write.owner) }),
      list: (owner) => store.list(own(owner)),
    };
  };

  const check: RunBinder['check'] = async (workspaceId, flow, source) => {
    if (!needsSource(flow)) return;
    if (source?.knowledgeBaseId === undefined && source?.sourceId === undefined) {
      throw new CodexError({
        code: 'SOURCE_INVALID',
        message: 'The flow asks `source`, and no knowledge base or source is chosen.',
        hint: 'Choose one when you start the run.',
      });
    }
    if (source.sourceId !== undefined) await knowledge.getSource(workspaceId, source.sourceId);
    else if (source.knowledgeBaseId !== undefined)
      await knowledge.getBase(workspaceId, source.knowledgeBaseId);
  };

  return {
    check,
    async bind(run) {
      const { caller } = run;
      const conversation = caller ?? (await conversationOfRun(conversations, run));
      return {
        models: redactModelClient(
          models.client({ workspaceId: run.workspaceId, runId: run.id, agentId: run.agentId }),
          redactor,
        ),
        tools: await tools.runnerFor(run),
        retriever: retrieverOf(run),
        memory: memoryOf(run),
        caller: createRunCaller(
          {
            agents,
            calledFlows,
            store,
            runs,
            checkSource: ({ workspaceId, source }, flow) => check(workspaceId, flow, source),
          },
          run,
        ),
        ...(run.conversationId === undefined ? {} : { conversationId: run.conversationId }),
        ...(conversation === undefined ? {} : { conversation }),
        ...(caller === undefined ? {} : { client: caller }),
      };
    },
  };
}
