import { verifyAudit } from '@codexos/protocol/contracts/audit.contract';
import { defineUseCase } from '../../use-case.ts';

export const verifyAuditUseCase = defineUseCase(verifyAudit, async ({ services, principal }) =>
  services.audit.verify(principal.workspaceId),
);
