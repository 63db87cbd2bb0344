import type { Flow } from '@codexos/protocol/flow';
import { downloadJson } from '@/lib/download-json';

/** Hands the flow over as a JSON file. It holds no secret values. */
export function downloadFlow(flow: Flow): void {
  downloadJson(flow.name, flow);
}
