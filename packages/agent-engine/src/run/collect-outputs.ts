import type { Citation } from '@codexos/protocol/citation';
import type { JsonObject } from '@codexos/protocol/json';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import type { Graph } from '../graph/graph.ts';
import type { Checkpoint } from '../state/checkpoint.ts';

export interface RunOutputs {
  outputs: JsonObject;
  /** Through which the markers of all outputs count. */
  citations: Citation[];
}

/** What a run has given so far, by name, with one common numbering of citations. */
export function collectOutputs(graph: Graph, { outputs }: Checkpoint): RunOutputs {
  const parts = graph.nodes.flatMap(({ runOutput }) => {
    const output = runOutput === undefined ? undefined : outputs.get(runOutput);
    return output && runOutput !== undefined ? [{ name: runOutput, ...output }] : [];
  });
  const joined = joinCitedTexts(
    parts.map(({ value, citations }) => ({ text: typeof value === 'string' ? value : '', citations })),
  );
  const values = parts.map(({ name, value }, index): [string, typeof value] => [
    name,
    typeof value === 'string' ? (joined.texts[index] ?? value) : value,
  ]);
  return { outputs: Object.fromEntries(values), citations: joined.citations };
}
