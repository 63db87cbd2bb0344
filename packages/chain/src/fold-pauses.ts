import type { Pausable, Pause } from '@codexos/protocol/governance';
import { keccak256, stringToHex } from 'viem';
import type { ChainEvent } from './read-events.ts';

const PAUSER_ROLE = keccak256(stringToHex('PAUSER_ROLE'));
/** Time that has to pass between two pauses, as the contract has it. */
const COOLDOWN_MS = 14 * 86_400_000;

/** Which contract is paused until when, and who may begin or end a pause. `now` is the chain's clock, epoch ms. */
export function foldPauses(events: readonly ChainEvent[], now: number): Record<Pausable, Pause> {
  return { treasury: pauseOf(events, 'treasury', now), stakes: pauseOf(events, 'stakes', now) };
}

function pauseOf(events: readonly ChainEvent[], contract: Pausable, now: number): Pause {
  let until = 0;
  const allowed = new Set<string>();
  for (const { name, args, at, ...event } of events) {
    if (event.contract !== contract) continue;
    if (name === 'Paused') until = Number(args['until']) * 1000;
    if (name === 'Unpaused') until = at;
    if (args['role'] !== PAUSER_ROLE) continue;
    if (name === 'RoleGranted') allowed.add(String(args['account']));
    if (name === 'RoleRevoked') allowed.delete(String(args['account']));
  }
  const possibleFrom = until === 0 ? 0 : until + COOLDOWN_MS;
  return {
    isPaused: until > now,
    ...(until === 0 ? {} : { until }),
    ...(possibleFrom > now ? { possibleFrom } : {}),
    allowed: [...allowed],
  };
}
