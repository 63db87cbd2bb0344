/** CPU time of this process per unit, in µs, user and system: far steadier on a shared machine than wall time. */
export interface CpuOptions {
  /** Does the work once and says of how many units it was. */
  work: () => Promise<number>;
  /** Times the work is done in one measurement. */
  times: number;
  /** Measurements, of which the best counts: what is above it is the machine's other work. */
  repeats?: number;
}

export async function measureCpu({ work, times, repeats = 5 }: CpuOptions): Promise<number> {
  for (let index = 0; index < times; index++) await work();
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat++) {
    let units = 0;
    const before = process.cpuUsage();
    for (let index = 0; index < times; index++) units += await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / units);
  }
  return best;
}
