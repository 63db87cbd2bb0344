import type { RunResult } from '@codexos/protocol/contracts/runs.contract';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { RunRecord } from './run-store.ts';

/** The result of a run as the API and the command line give it. */
export function toRunResult(run: RunRecord): RunResult {
  const outputs = run.outputs ?? {};
  return {
    runId: run.id,
    status: run.status,
    output: singleOutput(outputs),
    outputs,
    citations: run.citations ?? [],
    usage: run.usage,
    durationMs: run.durationMs ?? 0,
    ...(run.error ? { error: run.error } : {}),
  };
}

/** The one output as text; empty when there are none or several. */
export function singleOutput(outputs: JsonObject): string {
  const values = Object.values(outputs);
  return values.length === 1 && values[0] !== undefined ? textOf(values[0]) : '';
}

export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
