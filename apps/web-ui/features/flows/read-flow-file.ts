import { flowSchema, type Flow } from '@codexos/protocol/flow';

export type FlowFileReading = { flow: Flow } | { faults: string[] };

/** Reads a file as a flow. Nothing in it runs; what is wrong is said with its place. */
export function readFlowFile(text: string): FlowFileReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { faults: [`The file is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const parsed = flowSchema.safeParse(json);
  if (parsed.success) return { flow: parsed.data };
  return {
    faults: parsed.error.issues
      .slice(0, 12)
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)),
  };
}
