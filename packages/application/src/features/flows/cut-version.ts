import type { FlowVersionSummary } from '@codexos/protocol/contracts/flows.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { Services } from '../../services.ts';
import { contentHashOf } from './content-hash.ts';
import type { FlowKey } from './flow-store.ts';

/**
 * The version that holds the draft as it stands: the latest one when its content is the same, else a new one.
 * A name given to unchanged content names the existing version.
 */
export async function cutVersion(
  services: Services,
  key: FlowKey,
  name?: string,
): Promise<FlowVersionSummary & { flow: Flow }> {
  const flow = await services.flowDocuments.readDraft(key);
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
