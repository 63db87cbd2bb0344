/** One figure of the benchmarks. A ratio compares with a named baseline measured in the same run. */
export interface BenchRow {
  part: 'engine' | 'runs' | 'retrieval' | 'browser';
  /** What was measured, in words. */
  name: string;
  unit: string;
  ours: number;
  baseline?: number;
  /** Name and version of what stands beside us; a row has it whenever it has a baseline. */
  baselineName?: string;
  /** How many times better ours is than the baseline: above 1 is in our favour, whatever the unit. */
  ratio?: number;
  /** What a reader must know to judge the figure. */
  note?: string;
}
