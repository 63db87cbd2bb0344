import { checkSdl, estimateCosts, PRICES_OF } from '@codexos/chain/akash';
import type { SdlReport } from '@codexos/protocol/contracts/deployments.contract';
import { CodexError } from '@codexos/utils/errors';

/** What is wrong with an SDL, what it asks for, and what that costs on each cloud. */
export async function describeSdl(sdl: string, mark?: string): Promise<SdlReport> {
  const { problems, resources } = await checkSdl(sdl, mark);
  if (!resources) return { problems };
  return { problems, resources, estimate: { lines: estimateCosts(resources), pricesOf: PRICES_OF } };
}

/** Throws SDL_INVALID with every problem. */
export async function assertSdl(sdl: string, mark: string): Promise<void> {
  const { problems } = await checkSdl(sdl, mark);
  if (problems.length === 0) return;
  throw new CodexError({
    code: 'SDL_INVALID',
    message: `The SDL has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}: ${problems.map(({ message }) => message).join(' ')}`,
    hint: 'Correct the lines that are named, then deploy.',
    details: { problems: problems.map((problem) => ({ ...problem })) },
  });
}
