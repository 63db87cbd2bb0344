import type { ListingNeeds } from '@codexos/protocol/listing';
import type { FlowChange } from '@/features/versions/compare-flows';

/** What the second asks of a workspace beyond the first, a line each. */
export function describeNewNeeds(before: ListingNeeds, after: ListingNeeds): FlowChange[] {
  const known = new Set(linesOf(before));
  return linesOf(after)
    .filter((text) => !known.has(text))
    .map((text) => ({ type: 'added', text }));
}

function linesOf({ secrets, tools, hosts, models, effects, isAskingSource }: ListingNeeds): string[] {
  return [
    ...secrets.map(({ name }) => `secret ${name}`),
    ...secrets.flatMap((secret) => secret.tools.map((tool) => `secret ${secret.name} for the tool ${tool}`)),
    ...secrets.flatMap((secret) => secret.hosts.map((host) => `secret ${secret.name} at ${host}`)),
    ...tools.map((tool) => `tool ${tool}`),
    ...hosts.map((host) => `calls to ${host}`),
    ...models.map((model) => `model ${model}`),
    ...effects.map((effect) => (effect === 'spend' ? 'may spend money' : 'may change things outside')),
    ...(isAskingSource ? ['a source, chosen at each run'] : []),
  ];
}
