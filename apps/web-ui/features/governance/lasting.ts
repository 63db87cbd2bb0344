const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `7 days`, `48 hours`: in days from three on, as people say it. */
export function lasting(ms: number): string {
  if (ms >= 3 * DAY_MS && ms % DAY_MS === 0) return `${ms / DAY_MS} days`;
  const hours = Math.round(ms / HOUR_MS);
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
