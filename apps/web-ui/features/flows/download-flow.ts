import type { Flow } from '@codexos/protocol/flow';

/** Hands the flow over as a JSON file. It holds no secret values. */
export function downloadFlow(flow: Flow): void {
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(flow, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${
    flow.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'flow'
  }.json`;
  link.click();
  URL.revokeObjectURL(url);
}
