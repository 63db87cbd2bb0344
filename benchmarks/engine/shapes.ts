/** The three shapes that are measured, and what each node does: wait for nothing, and give 1 kB. */
export const CHAIN_LENGTH = 100;
export const FAN_WIDTH = 100;
export const LOOP_TURNS = 1_000;
export const PAYLOAD = 'x'.repeat(1_000);

export type Shape = 'chain of 100' | 'fan-out of 100' | 'loop of 1,000';
export const SHAPES: readonly Shape[] = ['chain of 100', 'fan-out of 100', 'loop of 1,000'];

/** Runs that make one measurement, so that each takes about as long. */
export const TIMES: Readonly<Record<Shape, number>> = {
  'chain of 100': 60,
  'fan-out of 100': 60,
  'loop of 1,000': 8,
};
