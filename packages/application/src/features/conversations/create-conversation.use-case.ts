import { createConversation } from '@codexos/protocol/contracts/conversations.contract';
import { defineUseCase } from '../../use-case.ts';
import { withPartnerName } from './partner-name.ts';

export const createConversationUseCase = defineUseCase(
  createConversation,
  async ({ services, principal, body }) => {
    const { workspaceId } = principal;
    if (body.partner.type === 'flow')
      await services.flows.summary({ workspaceId, flowId: body.partner.flowId });
    if (body.partner.type === 'agent')
      await services.agents.get({ workspaceId, agentId: body.partner.agentId });
    const conversation = await services.conversations.create(workspaceId, {
      title: body.title ?? 'New conversation',
      partner: body.partner,
      source: body.source,
    });
    return withPartnerName(services, workspaceId, conversation);
  },
);
