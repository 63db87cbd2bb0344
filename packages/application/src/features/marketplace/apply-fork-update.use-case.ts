import { agentConfigSchema } from '@codexos/protocol/agent';
import { applyForkUpdate } from '@codexos/protocol/contracts/marketplace.contract';
import { flowSchema } from '@codexos/protocol/flow';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { defineUseCase } from '../../use-case.ts';
import { cutVersion } from '../flows/cut-version.ts';
import { findForkUpdate, type ForkUpdate } from './fork-update.ts';
import { lineageOf } from './marketplace.ts';
import { localContent, unpackNewAgents } from './unpack-content.ts';

export const applyForkUpdateUseCase = defineUseCase(
  applyForkUpdate,
  async ({ services, principal: { workspaceId }, params: { id }, body }) => {
    const update = await findForkUpdate(services, workspaceId, id);
    const { fork, newest } = update;
    if (newest.body.version !== body.to) throw movedOn(newest.body.version, body.to);
    const { content } = newest.body;
    const agentIds = await unpackNewAgents(services, workspaceId, { content, known: fork.agentIds });
    await replaceDraft(services, update, agentIds);
    const changed = { ...fork, lineage: lineageOf(newest, newest.contentHash), content, agentIds };
    await services.listings.addFork(changed);
    const described = await services.marketplace.describeFork(services, changed);
    if (!described) throw new Error('A fork that was just updated is there.');
    return described;
  },
);

/** What people had stays as a version; the draft becomes what the listing holds. */
async function replaceDraft(
  services: Services,
  { fork: { workspaceId, kind, id }, newest }: ForkUpdate,
  agentIds: Record<string, string>,
): Promise<void> {
  const local = localContent(newest.body.content, agentIds);
  if (kind === 'flow') {
    const key = { workspaceId, flowId: id };
    const { flow } = await cutVersion(services, key, 'Before the update');
    await services.flowDocuments.replace(key, { ...flowSchema.parse(local), name: flow.name });
    return;
  }
  const key = { workspaceId, agentId: id };
  await services.agents.publish(key, 'Before the update');
  const { revision } = await services.agents.get(key);
  await services.agents.update(key, { config: agentConfigSchema.parse(local), revision });
}

function movedOn(newest: string, wanted: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `The newest version is ${newest}, not ${wanted}.`,
    hint: 'Look at what it changes, then update.',
    details: { newest },
  });
}
