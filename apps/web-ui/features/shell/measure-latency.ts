import { getLiveness } from '@codexos/protocol/contracts/system.contract';
import { callApi } from '@/lib/api/call-api';

/** Round trip of the smallest request in whole ms; undefined when there is no answer. */
export async function measureLatency(): Promise<number | undefined> {
  try {
    // The first call may open a connection; the second one measures.
    await callApi(getLiveness, {});
    const before = performance.now();
    await callApi(getLiveness, {});
    return Math.max(1, Math.round(performance.now() - before));
  } catch {
    return undefined;
  }
}
