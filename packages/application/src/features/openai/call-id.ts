/** The id under which a caller gets a call: it names the run that waits, and the call in it. */
export function toCallId(runId: string, call: number): string {
  return `call_${runId}_${call}`;
}

export function parseCallId(callId: string): { runId: string; call: number } | undefined {
  const match = /^call_([0-9A-HJKMNP-TV-Z]{26})_(\d{1,12})$/.exec(callId);
  return match ? { runId: match[1] ?? '', call: Number(match[2]) } : undefined;
}
