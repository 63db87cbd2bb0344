import { importSecrets } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';
import { importText } from './import-text.ts';

/** More than a person reads. */
const MAX_NAMES = 20;

export const importSecretsUseCase = defineUseCase(
  importSecrets,
  async ({ services, principal, body }) => importText(services.vault, principal, body),
  ({ response }) => ({
    target: 'vault',
    details: response
      ? {
          created: response.created.slice(0, MAX_NAMES),
          rotated: response.rotated.slice(0, MAX_NAMES),
        }
      : {},
  }),
);
