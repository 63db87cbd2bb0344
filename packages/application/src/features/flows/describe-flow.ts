import type { FlowDetail } from '@codexos/protocol/contracts/flows.contract';
import type { Services } from '../../services.ts';
import { contentHashOf } from './content-hash.ts';
import type { FlowKey } from './flow-store.ts';

/** A flow with its draft as it stands this moment, unsaved edits included, and the draft's problems. */
export async function describeFlow(services: Services, key: FlowKey): Promise<FlowDetail> {
  const draft = await services.flowDocuments.readDraft(key);
  const [summary, problems] = await Promise.all([
    services.flows.summary(key),
    services.compiler.problemsOf(key.workspaceId, draft, key.flowId),
  ]);
  const { publishedVersion } = summary;
  const published =
    publishedVersion === undefined ? undefined : await services.flows.getVersion(key, publishedVersion);
  return {
    ...summary,
    name: draft.name,
    description: draft.description,
    nodeCount: draft.nodes.length,
    draft,
    problems,
    isDraftAhead: published?.contentHash !== contentHashOf(draft),
  };
}
