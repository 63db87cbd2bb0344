import type { JsonValue } from '@codexos/protocol/json';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import type { NodeContext } from '../node-context.ts';
import type { NodeKind } from '../node-kind.ts';
import { done, type Outcome } from '../outcome.ts';

export type ProbeContext = NodeContext<Record<string, unknown>, { readonly in: JsonValue[] }>;
type ProbeOutcome = Outcome<'out' | 'other'>;

/**
 * A kind for tests: any number of values in, one value out, and whatever behaviour a test wants. Without one it
 * gives `{ node, in }`, so that a result shows the whole way that it came.
 */
export function probeKind(
  run: (context: ProbeContext) => ProbeOutcome | Promise<ProbeOutcome> = tell,
  kind = 'probe',
): NodeKind {
  return defineNode({
    kind,
    version: 1,
    meta: { label: 'Probe', group: 'logic', icon: 'bug', summary: 'Stands in for a node in tests' },
    config: z.looseObject({}),
    ports: {
      in: { in: { label: 'In', type: 'any', many: true } },
      out: { out: { label: 'Out', type: 'any' }, other: { label: 'Other', type: 'any' } },
    },
    run,
  });
}

function tell({ nodeId, input }: ProbeContext): ProbeOutcome {
  return done({ port: 'out', value: { node: nodeId, in: input.in ?? [] } });
}
