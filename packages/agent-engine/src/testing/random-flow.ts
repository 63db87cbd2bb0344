import * as fc from 'fast-check';
import type { FlowSketch } from './build-flow.ts';

type SpecKind = 'probe' | 'merge' | 'race' | 'condition' | 'switch' | 'loop' | 'each' | 'failing' | 'covered';

const KINDS: SpecKind[] = [
  'probe',
  'probe',
  'merge',
  'condition',
  'switch',
  'loop',
  'each',
  'failing',
  'covered',
];

/**
 * Random flows for property tests: layers of probes, conditions, merges, loops, nodes that work on lists, and nodes whose failure is a branch or is
 * covered by a value, each node fed by nodes before it, all of them leading to one output.
 */
export const randomFlow: fc.Arbitrary<FlowSketch> = flowOfKinds([]);

/** The same with joins that do not wait for all: what comes of them depends on the order in which nodes end. */
export const randomRacingFlow: fc.Arbitrary<FlowSketch> = flowOfKinds(['race', 'race']);

function flowOfKinds(further: readonly SpecKind[]): fc.Arbitrary<FlowSketch> {
  return fc
    .array(
      fc.record({
        kind: fc.constantFrom(...KINDS, ...further),
        feeders: fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 3 }),
        port: fc.boolean(),
        turns: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((specs) => {
      const nodes: FlowSketch['nodes'] = { start: 'probe', all: 'merge', out: 'output' };
      const edges: string[] = ['all.value -> out.value'];
      /** Out-ports that later nodes may take from. */
      const outs: string[] = ['start.out'];
      for (const [index, { kind, feeders, port, turns }] of specs.entries()) {
        const id = `n${index}`;
        const sources = [...new Set(feeders.map((feeder) => outs[feeder % outs.length] ?? 'start.out'))];
        if (kind === 'probe' || kind === 'merge') {
          nodes[id] = kind;
          for (const source of sources)
            edges.push(`${source} -> ${id}.${kind === 'probe' ? 'in' : 'inputs'}`);
          outs.push(kind === 'probe' ? `${id}.out` : `${id}.value`);
        } else if (kind === 'race') {
          nodes[id] = {
            kind: 'merge',
            config: { join: port ? 'any' : 'all', count: turns, waitSeconds: port ? 0 : turns },
          };
          for (const source of sources) edges.push(`${source} -> ${id}.inputs`);
          outs.push(`${id}.value`, `${id}.timeout`);
        } else if (kind === 'switch') {
          const cases = Array.from({ length: turns }, (_, at) => ({
            name: `c${at}`,
            when: String(port === (at === 0)),
          }));
          nodes[id] = { kind, config: { cases, take: turns === 2 ? 'all' : 'first' } };
          edges.push(`${sources[0]} -> ${id}.input`);
          outs.push(...cases.map(({ name }) => `${id}.${name}`), `${id}.default`);
        } else if (kind === 'failing' || kind === 'covered') {
          // A condition that is neither true nor false fails.
          const onFailure =
            kind === 'failing' ? { type: 'branch' as const } : { type: 'default' as const, value: 'covered' };
          nodes[id] = { kind: 'condition', config: { expression: '"neither"' }, onFailure };
          edges.push(`${sources[0]} -> ${id}.input`);
          outs.push(kind === 'failing' ? `${id}.error` : `${id}.true`);
        } else if (kind === 'each') {
          nodes[`${id}list`] = {
            kind: 'expression',
            config: { expression: `[${Array(turns).fill('1').join(',')}]` },
          };
          nodes[id] = { kind: 'map', config: { concurrency: port ? 1 : 2 } };
          nodes[`${id}body`] = 'probe';
          edges.push(
            `${sources[0]} -> ${id}list.input`,
            `${id}list.value -> ${id}.list`,
            `${id}.item -> ${id}body.in`,
            `${id}body.out -> ${id}.result`,
          );
          if (sources[1] !== undefined) edges.push(`${sources[1]} -> ${id}body.in`);
          outs.push(`${id}.done`);
        } else if (kind === 'condition') {
          nodes[id] = { kind, config: { expression: String(port) } };
          edges.push(`${sources[0]} -> ${id}.input`);
          outs.push(`${id}.true`, `${id}.false`);
        } else {
          nodes[id] = { kind, config: { maxTurns: turns } };
          nodes[`${id}body`] = 'probe';
          edges.push(
            `${sources[0]} -> ${id}.input`,
            `${id}.body -> ${id}body.in`,
            `${id}body.out -> ${id}.back`,
          );
          // A value from outside of the body, the same in every turn.
          if (sources[1] !== undefined) edges.push(`${sources[1]} -> ${id}body.in`);
          outs.push(`${id}.done`);
        }
      }
      for (const source of outs) edges.push(`${source} -> all.inputs`);
      return { nodes, edges };
    });
}
