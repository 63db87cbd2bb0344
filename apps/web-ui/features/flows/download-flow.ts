import type { Flow } from '@codexos/protocol/flow';
import { withoutPins } from '@codexos/protocol/pins';
import { downloadJson } from '@/lib/download-json';

/** Hands the flow over as a JSON file. It holds no secret values, and nothing of what runs gave. */
export function downloadFlow(flow: Flow): void {
  downloadJson(flow.name, withoutPins(flow));
}
