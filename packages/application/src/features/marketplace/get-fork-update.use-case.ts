import { getForkUpdate } from '@codexos/protocol/contracts/marketplace.contract';
import { jsonObjectSchema } from '@codexos/protocol/json';
import { defineUseCase } from '../../use-case.ts';
import { findForkUpdate } from './fork-update.ts';
import { localContent } from './unpack-content.ts';

export const getForkUpdateUseCase = defineUseCase(
  getForkUpdate,
  async ({ services, principal: { workspaceId }, params: { id } }) => {
    const { fork, newest } = await findForkUpdate(services, workspaceId, id);
    const { kind, lineage, agentIds } = fork;
    const draft =
      kind === 'flow'
        ? await services.flowDocuments.readDraft({ workspaceId, flowId: id })
        : (await services.agents.get({ workspaceId, agentId: id })).draft;
    return {
      from: lineage.version,
      to: newest.body.version,
      isOtherAuthor: newest.body.author?.publicKey !== lineage.author?.publicKey,
      kind,
      forked: jsonObjectSchema.parse(localContent(fork.content, agentIds)),
      draft: jsonObjectSchema.parse(draft),
      newest: jsonObjectSchema.parse(localContent(newest.body.content, agentIds)),
    };
  },
);
