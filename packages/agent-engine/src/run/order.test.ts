import type { JsonValue } from '@codexos/protocol/json';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { done } from '../outcome.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { randomFlow } from '../testing/random-flow.ts';
import { runSketch } from '../testing/run-sketch.ts';
import type { FlowSketch } from '../testing/build-flow.ts';

/** Runs a flow whose probes finish in the order that `pick` chooses among those under way. */
async function runInOrder(sketch: FlowSketch, pick: (waitingCount: number) => number): Promise<unknown> {
  const waiting: (() => void)[] = [];
  const probe = probeKind(async ({ nodeId, input }) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return done({ port: 'out', value: summarize(nodeId, input.in ?? []) });
  });
  const running = runSketch(sketch, { kinds: [probe] });
  let isOver = false;
  void running.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    waiting.splice(pick(waiting.length) % Math.max(1, waiting.length), 1)[0]?.();
  }
  const { result, events } = await running;
  const activations = events
    .flatMap((event) => (event.type === 'node-end' ? [event.activationId] : []))
    .sort();
  return { outputs: result.outputs, status: result.status, activations };
}

// Values would double with every node, so each names its parts by a digest.
function summarize(nodeId: string, values: JsonValue[]): string {
  let digest = 7;
  for (const character of JSON.stringify(values))
    digest = (digest * 31 + character.charCodeAt(0)) % 1_000_003;
  return `${nodeId}:${digest}`;
}

it('ends the same for any order in which nodes finish', async () => {
  await fc.assert(
    fc.asyncProperty(
      randomFlow,
      fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 40 }),
      async (sketch, picks) => {
        let index = 0;
        const oldestFirst = await runInOrder(sketch, () => 0);
        const anyOrder = await runInOrder(sketch, () => picks[index++ % picks.length] ?? 0);
        expect(anyOrder).toEqual(oldestFirst);
      },
    ),
    { numRuns: 60 },
  );
}, 30_000);
