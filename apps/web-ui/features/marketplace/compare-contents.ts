import { flowSchema } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';
import type { ListingKind } from '@codexos/protocol/listing';
import { compareDocuments } from '@/features/tools/compare-documents';
import { compareFlows, type FlowChange } from '@/features/versions/compare-flows';

/** What the second content has that the first has not, in short sentences. */
export function compareContents(kind: ListingKind, before: JsonObject, after: JsonObject): FlowChange[] {
  if (kind === 'tool') return compareDocuments(before, after);
  if (kind === 'flow') return compareFlows(flowSchema.parse(before), flowSchema.parse(after));
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ type: 'changed', text: name }));
}
