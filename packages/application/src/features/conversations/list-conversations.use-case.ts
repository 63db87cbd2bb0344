import { listConversations } from '@codexos/protocol/contracts/conversations.contract';
import { defineUseCase } from '../../use-case.ts';
import { withPartnerName } from './partner-name.ts';

export const listConversationsUseCase = defineUseCase(
  listConversations,
  async ({ services, principal, query }) => {
    const page = await services.conversations.list({ workspaceId: principal.workspaceId, ...query });
    return {
      ...page,
      items: await Promise.all(
        page.items.map((item) => withPartnerName(services, principal.workspaceId, item)),
      ),
    };
  },
);
