import { getAkashStatus } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';
import { KEY_NAME } from './akash-account.ts';

const HINTS = {
  present: undefined,
  missing: `Deploying needs an API key of Akash Console, in the vault as ${KEY_NAME}.`,
  'not-granted': `The vault has ${KEY_NAME}, but it is not granted to akash. Open it and grant it.`,
} as const;

export const getAkashStatusUseCase = defineUseCase(
  getAkashStatus,
  async ({ services: { deployments }, principal: { workspaceId } }) => {
    const { account } = deployments;
    const keyState = await account.keyState(workspaceId);
    const hint = HINTS[keyState];
    const [last] = await deployments.list(workspaceId);
    const image = (last && imageOf(last.sdl)) ?? deployments.image;
    return {
      server: account.server,
      isSimulated: account.isSimulated,
      keyState,
      ...(hint === undefined ? {} : { hint }),
      ...(image === undefined ? {} : { image }),
    };
  },
);

/** The image of the first service, as the builder of SDLs writes it. */
function imageOf(sdl: string): string | undefined {
  return /^\s+image:\s*"?([^"\s]+)"?\s*$/m.exec(sdl)?.[1];
}
