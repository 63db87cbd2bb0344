import type { Message } from '@codexos/protocol/contracts/conversations.contract';
import type { RunSummary } from '@codexos/protocol/contracts/runs.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { RunId } from '@codexos/protocol/ids';
import type { JsonObject } from '@codexos/protocol/json';
import { createId } from '@codexos/utils/ids';
import type { Services } from '../../services.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import { draftToRun } from '../flows/draft-to-run.ts';
import { inputOfFlow } from '../flows/input-of-flow.ts';
import { templateById } from '../flows/templates.ts';
import type { ConversationKey, ConversationRecord } from './conversation-store.ts';
import { withHistory } from './with-history.ts';

export interface AnswerOptions {
  conversation: ConversationRecord;
  /** Every message written before the question. */
  messages: readonly Message[];
  question: Message;
}

interface Answerer {
  flow: Flow;
  name: string;
  input: JsonObject;
  flowId?: string;
  agentId?: string;
  version?: number;
}

/** Starts the run that answers a question and writes the message that will hold its answer. */
export async function answerIn(
  services: Services,
  key: ConversationKey,
  { conversation, messages, question }: AnswerOptions,
): Promise<{ assistantMessage: Message; run: RunSummary }> {
  const answerer = await answererOf(services, key, { conversation, messages, question });
  const runId = createId<RunId>();
  // The message is there before the run, because a run can end before anything else happens here.
  const assistantMessage = await services.conversations.addMessage(key, {
    role: 'assistant',
    text: '',
    parentId: question.id,
    runId,
  });
  try {
    const run = await services.runs.start({
      ...answerer,
      runId,
      workspaceId: key.workspaceId,
      source: conversation.source,
      trigger: 'chat',
      conversationId: conversation.id,
    });
    return { assistantMessage, run };
  } catch (error) {
    await services.conversations.deleteMessage(key, assistantMessage.id);
    throw error;
  }
}

async function answererOf(
  services: Services,
  { workspaceId }: ConversationKey,
  { conversation, messages, question }: AnswerOptions,
): Promise<Answerer> {
  const { partner } = conversation;
  switch (partner.type) {
    case 'repository': {
      const { flow } = templateById('ask-repository');
      return {
        flow: await services.models.withDefaultModel(workspaceId, flow),
        name: flow.name,
        input: { question: question.text },
      };
    }
    case 'agent': {
      const key = { workspaceId, agentId: partner.agentId };
      const agent = await services.agents.get(key);
      const { config, version } = await publishedOrDraft(services, key);
      return {
        flow: flowOfAgent(agent.name, config),
        name: agent.name,
        agentId: agent.id,
        input: {
          request: withHistory({
            messages,
            question,
            isLanguageModel: services.models.isLanguageModel(config.model),
          }),
        },
        ...(version === undefined ? {} : { version }),
      };
    }
    case 'flow': {
      const { flow, number } = await draftToRun(services, { workspaceId, flowId: partner.flowId });
      return {
        flow,
        name: flow.name,
        flowId: partner.flowId,
        version: number,
        input: inputOfFlow(flow, question.text),
      };
    }
  }
}

async function publishedOrDraft(
  services: Services,
  key: { workspaceId: ConversationKey['workspaceId']; agentId: string },
) {
  const agent = await services.agents.get(key);
  if (agent.publishedVersion === undefined) return { config: agent.draft };
  const { config, number } = await services.agents.configOf(key, 'latest');
  return { config, version: number };
}
