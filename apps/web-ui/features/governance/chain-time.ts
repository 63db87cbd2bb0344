import { formatDuration } from '@/lib/format';

/** `in 2 d 3 h` or `2 d 3 h ago`, by the chain's clock. */
export function chainTime(at: number, now: number): string {
  const apart = Math.abs(at - now);
  if (apart < 1_000) return 'now';
  const words = apart >= 86_400_000 ? days(apart) : formatDuration(apart);
  return at > now ? `in ${words}` : `${words} ago`;
}

function days(ms: number): string {
  const whole = Math.floor(ms / 86_400_000);
  const hours = Math.floor((ms % 86_400_000) / 3_600_000);
  return hours === 0 ? `${whole} d` : `${whole} d ${hours} h`;
}
