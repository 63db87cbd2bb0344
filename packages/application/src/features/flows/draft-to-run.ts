import { withPinsOf } from '@codexos/protocol/pins';
import type { Flow } from '@codexos/protocol/flow';
import type { Services } from '../../services.ts';
import { cutVersion } from './cut-version.ts';
import type { FlowKey } from './flow-store.ts';

/**
 * The draft as a run takes it: a version, cut where its content is new, with what is pinned on the draft. Throws
 * FLOW_INVALID when it cannot run.
 */
export async function draftToRun(services: Services, key: FlowKey): Promise<{ flow: Flow; number: number }> {
  const draft = await services.flowDocuments.readDraft(key);
  await services.compiler.assertRunnable(key.workspaceId, draft, key.flowId);
  const { flow, number } = await cutVersion(services, key);
  return { flow: withPinsOf(flow, draft), number };
}
