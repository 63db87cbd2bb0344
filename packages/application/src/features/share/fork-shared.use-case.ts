import { forkShared } from '@codexos/protocol/contracts/share.contract';
import type { FlowId } from '@codexos/protocol/ids';
import { defineUseCase } from '../../use-case.ts';
import { bundleFlow } from '../marketplace/bundle-content.ts';
import { unpackContent } from '../marketplace/unpack-content.ts';
import { assertKind } from './shares.ts';
import { orInvalid, publishedFlowOf } from './shared-view.ts';

/** The flow with the agents and tools that it calls; knowledge and secrets stay where they are. */
export const forkSharedUseCase = defineUseCase(
  forkShared,
  async ({ services, principal, body }) => {
    const link = await services.shares.use(body.token, principal.userId);
    assertKind(link, 'fork');
    const { flow } = await orInvalid(publishedFlowOf(services, link));
    const content = await bundleFlow(services, link.workspaceId, flow);
    const { id } = await unpackContent(services, principal.workspaceId, { content, name: flow.name });
    await services.audit.record({
      workspaceId: link.workspaceId,
      actor: { type: 'share-link', id: link.id },
      action: 'forkShared',
      target: link.thing.id,
      outcome: 'done',
    });
    return { flowId: id as FlowId };
  },
  ({ response }) => ({ target: response?.flowId }),
);
