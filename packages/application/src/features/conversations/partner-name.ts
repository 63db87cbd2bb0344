import type { Conversation } from '@codexos/protocol/contracts/conversations.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import type { ConversationRecord } from './conversation-store.ts';

/** A conversation with the name of its partner; a partner that was deleted keeps its conversations readable. */
export async function withPartnerName(
  services: Services,
  workspaceId: WorkspaceId,
  conversation: ConversationRecord,
): Promise<Conversation> {
  return { ...conversation, partnerName: await partnerName(services, workspaceId, conversation) };
}

async function partnerName(
  services: Services,
  workspaceId: WorkspaceId,
  { partner }: ConversationRecord,
): Promise<string> {
  switch (partner.type) {
    case 'repository':
      return 'Ask a repository';
    case 'flow':
      return nameOr('Deleted flow', () => services.flows.summary({ workspaceId, flowId: partner.flowId }));
    case 'agent':
      return nameOr('Deleted agent', () => services.agents.get({ workspaceId, agentId: partner.agentId }));
  }
}

async function nameOr(fallback: string, read: () => Promise<{ name: string }>): Promise<string> {
  try {
    return (await read()).name;
  } catch (error) {
    if (CodexError.is(error) && (error.code === 'FLOW_NOT_FOUND' || error.code === 'AGENT_NOT_FOUND'))
      return fallback;
    throw error;
  }
}
