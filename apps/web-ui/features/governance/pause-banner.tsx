import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { pausableSchema, type Pausable } from '@codexos/protocol/governance';
import { CirclePauseIcon } from 'lucide-react';
import { formatExact } from '@/lib/format';
import { chainTime } from './chain-time';

const WORDS: Readonly<Record<Pausable, { title: string; meaning: string }>> = {
  treasury: {
    title: 'Payments are paused.',
    meaning: 'The treasury pays nothing from what is available; its reserve can be spent, by vote.',
  },
  stakes: {
    title: 'New stake is paused.',
    meaning: 'What is staked keeps its votes and can be taken out.',
  },
};

/** Says on every page of governance what the guardian has paused, and until when. */
export function PauseBanner({ governance: { pauses, network } }: { governance: Governance }) {
  const paused = pausableSchema.options.filter((contract) => pauses[contract].isPaused);
  if (paused.length === 0) return null;
  return (
    <div
      role="status"
      className="flex flex-col gap-1 border-b border-warn/40 bg-warn/8 px-6 py-2.5 text-sm max-[599px]:px-4"
    >
      {paused.map((contract) => {
        const { until = network.now } = pauses[contract];
        return (
          <p key={contract} className="flex gap-2.5">
            <CirclePauseIcon className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
            <span>
              <span className="font-medium">{WORDS[contract].title}</span> {WORDS[contract].meaning}{' '}
              <span title={formatExact(until)}>It ends by itself {chainTime(until, network.now)}.</span>
            </span>
          </p>
        );
      })}
    </div>
  );
}
