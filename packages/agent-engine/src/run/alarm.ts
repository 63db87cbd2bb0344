import type { Clock } from '../ports/clock.ts';

/** Timers of the platform count no further than 24 days, so a longer wait is looked at once a day. */
const LONGEST_SLEEP_MS = 86_400_000;

/** Rings once at a time, which can be changed until then. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #at: number | undefined;
  #sleep: AbortController | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Epoch ms; undefined for never. */
  set(at: number | undefined): void {
    if (at === this.#at) return;
    this.#sleep?.abort(CHANGED);
    this.#sleep = undefined;
    this.#at = at;
    if (at !== undefined) this.#wait(at);
  }

  isDue(): boolean {
    return this.#at !== undefined && this.#at <= this.#clock.now();
  }

  #wait(at: number): void {
    const sleep = (this.#sleep = new AbortController());
    const ms = Math.min(Math.max(0, at - this.#clock.now()), LONGEST_SLEEP_MS);
    this.#clock.sleep(ms, sleep.signal).then(
      () => {
        if (this.isDue()) this.#ring();
        else this.#wait(at);
      },
      (reason: unknown) => {
        if (reason !== CHANGED) throw reason;
      },
    );
  }
}

const CHANGED = new Error('The alarm was changed.');
