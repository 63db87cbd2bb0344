export interface ArithmeticFunction {
  min: number;
  max: number;
  apply: (...values: number[]) => number;
}

const one = (apply: (value: number) => number): ArithmeticFunction => ({
  min: 1,
  max: 1,
  apply: (value = Number.NaN) => apply(value),
});
const many = (apply: (...values: number[]) => number): ArithmeticFunction => ({ min: 1, max: 1_000, apply });
const sum = (...values: number[]): number => values.reduce((total, value) => total + value, 0);

/** What an expression may call. Angles are in radians. */
export const ARITHMETIC_FUNCTIONS: Readonly<Record<string, ArithmeticFunction>> = {
  abs: one(Math.abs),
  sqrt: one(Math.sqrt),
  cbrt: one(Math.cbrt),
  exp: one(Math.exp),
  ln: one(Math.log),
  log10: one(Math.log10),
  log2: one(Math.log2),
  floor: one(Math.floor),
  ceil: one(Math.ceil),
  trunc: one(Math.trunc),
  sign: one(Math.sign),
  sin: one(Math.sin),
  cos: one(Math.cos),
  tan: one(Math.tan),
  asin: one(Math.asin),
  acos: one(Math.acos),
  atan: one(Math.atan),
  pow: { min: 2, max: 2, apply: (base = 0, exponent = 0) => base ** exponent },
  log: { min: 1, max: 2, apply: (value = 0, base = Math.E) => Math.log(value) / Math.log(base) },
  round: { min: 1, max: 2, apply: (value = 0, digits = 0) => roundTo(value, digits) },
  min: many(Math.min),
  max: many(Math.max),
  sum: many(sum),
  mean: many((...values) => sum(...values) / values.length),
};

export const ARITHMETIC_CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Rounds half away from zero in decimal, so that `round(1.005, 2)` is 1.01 as on paper. */
function roundTo(value: number, digits: number): number {
  const places = Math.trunc(digits);
  const shifted = Number(`${Math.abs(value)}e${places}`);
  if (!Number.isFinite(shifted)) return value;
  return Math.sign(value) * Number(`${Math.round(shifted)}e${-places}`);
}
