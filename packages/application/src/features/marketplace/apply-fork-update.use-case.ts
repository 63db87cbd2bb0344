import { agentConfigSchema } from '@codexos/protocol/agent';
import { applyForkUpdate } from '@codexos/protocol/contracts/marketplace.contract';
import { flowSchema } from '@codexos/protocol/flow';
import { toolDocumentSchema } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { defineUseCase } from '../../use-case.ts';
import { cutVersion } from '../flows/cut-version.ts';
import { findForkParts, updateParts, withoutNew } from './fork-parts.ts';
import { findForkUpdate, type ForkUpdate } from './fork-update.ts';
import type { ForkRecord } from './listing-store.ts';
import { lineageOf } from './parse-listing.ts';
import { localContent, unpackNewAgents, unpackNewFlows } from './unpack-content.ts';
import { assertToolsUsable, updateTools } from './unpack-tools.ts';

export const applyForkUpdateUseCase = defineUseCase(
  applyForkUpdate,
  async ({ services, principal: { workspaceId }, params: { id }, body }) => {
    const update = await findForkUpdate(services, workspaceId, id);
    const { fork, newest } = update;
    if (newest.body.version !== body.to) throw movedOn(newest.body.version, body.to);
    const { content } = newest.body;
    assertToolsUsable(services, content.tools);
    const changed = { ...fork, lineage: lineageOf(newest), content, ...(await bringParts(services, update)) };
    await replaceDraft(services, update, changed);
    await services.listings.addFork(changed);
    const described = await services.marketplace.describeFork(services, changed);
    if (!described) throw new Error('A fork that was just updated is there.');
    return described;
  },
);

/** Tools and agents that come along; a tool that is listed on its own is replaced like a draft. */
async function bringParts(
  services: Services,
  { fork, newest }: ForkUpdate,
): Promise<Pick<ForkRecord, 'agentIds' | 'flowIds' | 'toolNames'>> {
  const { workspaceId, toolNames: known } = fork;
  const { content } = newest.body;
  if (content.kind === 'tool') {
    // A listing may give its tool another name; here it keeps the one that flows call it by.
    const [name = ''] = Object.values(known);
    return {
      agentIds: fork.agentIds,
      flowIds: fork.flowIds,
      toolNames: Object.fromEntries(content.tools.map((tool) => [tool.document.name, name])),
    };
  }
  // Before the tools change: what was touched here is told by what was forked.
  const parts = await findForkParts(services, fork, content);
  const toolNames = await updateTools(services, workspaceId, {
    before: fork.content.tools,
    newest: content.tools,
    known,
  });
  const { agentIds, flowIds } = withoutNew(fork, parts);
  // The agent that is listed is the fork itself, also when its key is another one now.
  const [listed] = content.kind === 'agent' ? content.agents : [];
  const names = {
    agentIds: { ...agentIds, ...(listed ? { [listed.key]: fork.id } : {}) },
    flowIds,
    toolNames,
  };
  names.agentIds = await unpackNewAgents(services, workspaceId, { content, known: names });
  names.flowIds = await unpackNewFlows(services, workspaceId, { content, known: names });
  await updateParts(services, fork, { content, parts, names });
  return names;
}

/** What people had stays as a version; the draft becomes what the listing holds. */
async function replaceDraft(
  services: Services,
  { fork, newest }: ForkUpdate,
  changed: ForkRecord,
): Promise<void> {
  const { workspaceId, kind, id } = fork;
  const local = localContent(newest.body.content, changed);
  switch (kind) {
    case 'flow': {
      const key = { workspaceId, flowId: id };
      const { flow } = await cutVersion(services, key, 'Before the update');
      await services.flowDocuments.replace(key, { ...flowSchema.parse(local), name: flow.name });
      return;
    }
    case 'agent': {
      const key = { workspaceId, agentId: id };
      await services.agents.publish(key, 'Before the update');
      const { revision } = await services.agents.get(key);
      await services.agents.update(key, { config: agentConfigSchema.parse(local), revision });
      return;
    }
    case 'tool': {
      const key = { workspaceId, toolId: id };
      const { document, revision } = await services.workspaceTools.get(key);
      const next = toolDocumentSchema.parse(local);
      // A label that was chosen here stays, as the name of a flow does.
      const isOwnLabel = document.label !== fork.content.tools[0]?.document.label;
      const label = isOwnLabel ? document.label : next.label;
      await services.workspaceTools.update(key, { ...next, name: document.name, label }, revision);
    }
  }
}

function movedOn(newest: string, wanted: string): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `The newest version is ${newest}, not ${wanted}.`,
    hint: 'Look at what it changes, then update.',
    details: { newest },
  });
}
