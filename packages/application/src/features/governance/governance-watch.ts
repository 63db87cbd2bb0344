/**
 * Looks at the chain again and again, so that agents notice what has come: new proposals, votes that open, delays that
 * end. Each look does all that is due; what fails is tried again at the next.
 */
import { errorMessage } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { ChainView, View } from './chain-view.ts';

export interface GovernanceWatchOptions {
  chain: ChainView;
  /** Done in order with what the chain shows. */
  duties: readonly ((view: View) => Promise<void>)[];
  logger: Logger;
  intervalMs?: number;
}

export type GovernanceWatch = ReturnType<typeof createGovernanceWatch>;

const INTERVAL_MS = 5_000;

export function createGovernanceWatch(options: GovernanceWatchOptions) {
  const { chain, duties, logger, intervalMs = INTERVAL_MS } = options;
  let isOn = false;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let lastFailure = '';

  const look = async (): Promise<void> => {
    for (const duty of duties) {
      try {
        if (isOn) await duty(await chain.read());
        lastFailure = '';
      } catch (error) {
        // A network that is away for an hour is said once.
        const message = errorMessage(error);
        if (isOn && message !== lastFailure)
          logger.warn({ err: error }, 'Agents could not look at the chain');
        lastFailure = message;
      }
    }
  };

  const lookUntilDone = async (): Promise<void> => {
    do {
      isWanted = false;
      await look();
    } while (isWanted && isOn);
  };

  const nudge = (): void => {
    if (!isOn || !chain.exists()) return;
    isWanted = true;
    clearTimeout(timer);
    looking ??= lookUntilDone().finally(() => {
      looking = undefined;
      if (isOn) timer = setTimeout(nudge, intervalMs);
    });
  };

  return {
    /** Looks at once, and from then on; where there is no organisation yet, once there is one. */
    start(): void {
      isOn = true;
      nudge();
    },

    /** Something has changed: looks now instead of later. */
    nudge,

    /** Looks now, and resolves when that look is over. */
    async look(): Promise<void> {
      await looking;
      nudge();
      await looking;
    },

    async close(): Promise<void> {
      isOn = false;
      clearTimeout(timer);
      await looking;
    },
  };
}
