import { getForkUpdate } from '@codexos/protocol/contracts/marketplace.contract';
import { jsonObjectSchema } from '@codexos/protocol/json';
import { withoutPins } from '@codexos/protocol/pins';
import { defineUseCase } from '../../use-case.ts';
import type { Services } from '../../services.ts';
import { findForkParts } from './fork-parts.ts';
import { findForkUpdate } from './fork-update.ts';
import type { ForkRecord } from './listing-store.ts';
import { needsOfContent } from './needs-of-content.ts';
import { localContent } from './unpack-content.ts';

export const getForkUpdateUseCase = defineUseCase(
  getForkUpdate,
  async ({ services, principal: { workspaceId }, params: { id } }) => {
    const { fork, newest } = await findForkUpdate(services, workspaceId, id);
    const { kind, lineage } = fork;
    const draft = await draftOf(services, fork);
    return {
      from: lineage.version,
      to: newest.body.version,
      isOtherAuthor: newest.body.author?.publicKey !== lineage.author?.publicKey,
      kind,
      forked: jsonObjectSchema.parse(localContent(fork.content, fork)),
      draft: jsonObjectSchema.parse(draft),
      newest: jsonObjectSchema.parse(localContent(newest.body.content, fork)),
      parts: (await findForkParts(services, fork, newest.body.content)).map(
        ({ key: _key, id: _id, ...part }) => part,
      ),
      needs: { forked: needsOfContent(fork.content), newest: newest.body.needs },
    };
  },
);

/** What stands in this workspace. */
async function draftOf(
  { flowDocuments, agents, workspaceTools }: Services,
  { kind, workspaceId, id }: ForkRecord,
): Promise<object> {
  switch (kind) {
    case 'flow':
      return withoutPins(await flowDocuments.readDraft({ workspaceId, flowId: id }));
    case 'agent':
      return (await agents.get({ workspaceId, agentId: id })).draft;
    case 'tool':
      return (await workspaceTools.get({ workspaceId, toolId: id })).document;
  }
}
