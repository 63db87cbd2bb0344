/**
 * `npm run chaos -- --kills N --seed S [--runs N] [--nodes N] [--json]`: runs on the embedded database in one process
 * that is killed again and again at random moments, the same moments for the same seed. Ends with what was found.
 */
import { parseArgs } from 'node:util';
import { runChaos } from '../test/chaos/run-chaos.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '200' },
    nodes: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});

const { runs, kills, lost, repeated, stuck } = await runChaos({
  runCount: toCount('runs', values.runs, 1),
  nodeCount: toCount('nodes', values.nodes, 3),
  kills: toCount('kills', values.kills, 0),
  seed: toCount('seed', values.seed, 0),
  onProgress: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(
  values.json
    ? `${JSON.stringify({ runs, kills, lost, repeated, stuck })}\n`
    : `${runs} runs, ${kills} kills: ${lost} lost, ${repeated} nodes repeated, ${stuck} stuck\n`,
);
process.exitCode = lost + repeated + stuck === 0 ? 0 : 1;

function toCount(name: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least) return count;
  process.stderr.write(`--${name} needs a whole number of at least ${least}, not ${text}.\n`);
  return process.exit(2);
}
