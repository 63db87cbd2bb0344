import { listAuditEntries } from '@codexos/protocol/contracts/audit.contract';
import { defineUseCase } from '../../use-case.ts';

export const listAuditEntriesUseCase = defineUseCase(
  listAuditEntries,
  async ({ services, principal: { workspaceId }, query }) => services.audit.list({ workspaceId, ...query }),
);
