import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { JsonObject } from '@codexos/protocol/json';
import { createPersisted } from '@/lib/persisted';

export interface LastInput {
  input: JsonObject;
  source?: SourceBinding | undefined;
}

/** What each flow was last started with in this browser, to fill the form. */
export const lastInputs = createPersisted<Record<string, LastInput>>('codexos.last-inputs', {});

export function rememberInput(flowId: string, input: LastInput): void {
  lastInputs.set({ ...lastInputs.get(), [flowId]: input });
}
