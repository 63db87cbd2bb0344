/** What a soak shows: whether memory and event loop lag are flat once the server has warmed up. */

export interface SoakSample {
  /** Resident memory of the server, bytes. */
  memory: number;
  /** 99th percentile of the event loop's lag since the sample before, ms. */
  lagMs: number;
}

export interface Trend {
  /** Means of the second and of the last third; the first is the warming up. */
  second: number;
  last: number;
  ratio: number;
}

export interface SoakVerdict {
  memory: Trend;
  lagMs: Trend;
  isFlat: boolean;
}

const MOST_MEMORY = 1.1;
const MOST_LAG = 1.5;
/** Lags this short do not matter, whatever their ratio. */
const NEGLIGIBLE_LAG_MS = 25;

/** Needs at least three samples. */
export function judgeSoak(samples: readonly SoakSample[]): SoakVerdict {
  const memory = trendOf(samples.map((sample) => sample.memory));
  const lagMs = trendOf(samples.map((sample) => sample.lagMs));
  const isLagFlat = lagMs.ratio <= MOST_LAG || lagMs.last <= NEGLIGIBLE_LAG_MS;
  return { memory, lagMs, isFlat: memory.ratio <= MOST_MEMORY && isLagFlat };
}

function trendOf(values: readonly number[]): Trend {
  const third = Math.floor(values.length / 3);
  if (third === 0) throw new Error('A soak needs at least three samples.');
  const second = mean(values.slice(third, 2 * third));
  const last = mean(values.slice(-third));
  return { second, last, ratio: last / second };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
