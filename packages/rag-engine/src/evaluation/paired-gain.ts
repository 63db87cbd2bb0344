import { mulberry32 } from '../text/mulberry32.ts';
import type { Metrics } from './metrics.ts';

export interface PairedGain {
  /** Mean of after minus before. */
  gain: number;
  /** Bounds of the 95 % interval. */
  low: number;
  high: number;
  /** The interval lies above zero: the gain is shown. */
  isShown: boolean;
}

const ROUNDS = 2_000;

/** What one setting gains over another on the same questions, with a paired bootstrap interval. */
export function pairedGain(
  before: readonly Metrics[],
  after: readonly Metrics[],
  { metric = 'mrr10', seed = 1 }: { metric?: keyof Metrics; seed?: number } = {},
): PairedGain {
  const differences = before.map((value, index) => (after[index]?.[metric] ?? 0) - value[metric]);
  const count = differences.length;
  if (count === 0) return { gain: 0, low: 0, high: 0, isShown: false };
  const random = mulberry32(seed);
  const means = Array.from({ length: ROUNDS }, () => {
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) sum += differences[Math.floor(random() * count)] ?? 0;
    return sum / count;
  }).sort((left, right) => left - right);
  const gain = differences.reduce((sum, difference) => sum + difference, 0) / count;
  const low = means[Math.floor(ROUNDS * 0.025)] ?? 0;
  const high = means[Math.floor(ROUNDS * 0.975)] ?? 0;
  return { gain, low, high, isShown: low > 0 };
}
