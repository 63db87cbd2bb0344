import { importSecrets } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';
import { importText } from './import-text.ts';

export const importSecretsUseCase = defineUseCase(importSecrets, async ({ services, principal, body }) =>
  importText(services.vault, principal, body),
);
