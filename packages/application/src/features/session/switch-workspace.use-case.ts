import { switchWorkspace } from '@codexos/protocol/contracts/session.contract';
import { defineUseCase } from '../../use-case.ts';

export const switchWorkspaceUseCase = defineUseCase(
  switchWorkspace,
  async ({ services, principal, body: { workspaceId } }) => {
    const { role } = await services.members.workspaceOf({ workspaceId, userId: principal.userId });
    await services.sessions.moveSession(principal, workspaceId);
    return services.sessions.describe({ ...principal, workspaceId, role });
  },
  ({ body }) => ({ target: body.workspaceId }),
);
