import type { Citation } from '@codexos/protocol/citation';
import type { Branch } from '@codexos/protocol/run-event';
import { unionCitations } from '../citations/union-citations.ts';
import type { InputSource } from '../node-context.ts';
import type { Activation } from './activation.ts';
import { DEAD } from './frame.ts';

/** Where the values on an in-port came from, in their order; on all in-ports, in the order of the ports, when none is named. */
export function sourcesOf({ arrivals, edges }: Activation, port?: string): InputSource[] {
  const sources: InputSource[] = [];
  for (const [index, arrival] of arrivals.entries()) {
    const edge = edges[index];
    if (arrival === undefined || arrival === DEAD || !edge) continue;
    if (port !== undefined && edge.inPort !== port) continue;
    sources.push({
      nodeId: edge.from.id,
      port: edge.outPort.name,
      citations: arrival.output.citations ?? [],
    });
  }
  return sources;
}

/** Edges by which nothing had come, neither a value nor the news that there will be none. */
export function missingBranches({ arrivals, edges }: Activation): Branch[] {
  return edges.flatMap(({ from, outPort }, index) =>
    arrivals[index] === undefined ? [{ node: from.id, port: outPort.name }] : [],
  );
}

/** What all inputs of an activation rest on. */
export function inputCitations({ arrivals }: Activation): Citation[] {
  let lists: Citation[][] | undefined;
  for (const arrival of arrivals) {
    if (arrival === undefined || arrival === DEAD) continue;
    const { citations } = arrival.output;
    if (!citations || citations.length === 0) continue;
    lists ??= [];
    lists.push(citations);
  }
  return lists ? unionCitations(lists) : [];
}
