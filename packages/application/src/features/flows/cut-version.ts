import type { FlowVersionSummary } from '@codexos/protocol/contracts/flows.contract';
import type { Flow } from '@codexos/protocol/flow';
import { withoutPins } from '@codexos/protocol/pins';
import type { Services } from '../../services.ts';
import { contentHashOf } from './content-hash.ts';
import type { FlowKey } from './flow-store.ts';

/**
 * The version that holds the draft as it stands, without what is pinned on it: the latest one when its content is the same, else a new one.
 * A name given to unchanged content names the existing version.
 */
export async function cutVersion(
  services: Services,
  key: FlowKey,
  name?: string,
): Promise<FlowVersionSummary & { flow: Flow }> {
  const flow = withoutPins(await services.flowDocuments.readDraft(key));
  const contentHash = contentHashOf(flow);
  const latest = await services.flows.latestVersion(key);
  if (latest?.contentHash === contentHash) {
    if (name !== undefined) await services.flows.nameVersion(key, latest.number, name);
    return services.flows.getVersion(key, latest.number);
  }
  const number = (latest?.number ?? 0) + 1;
  await services.flows.insertVersion(key, { number, contentHash, name, flow, at: services.clock() });
  return services.flows.getVersion(key, number);
}
