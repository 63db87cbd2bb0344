import type { Role } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import type { Principal } from '../../guard/principal.ts';

/** The principal behind a row of members. */
export function toPrincipal(
  type: Principal['type'],
  row: { user_id: string; workspace_id: string; role: string },
): Principal {
  return {
    type,
    userId: row.user_id as UserId,
    workspaceId: row.workspace_id as WorkspaceId,
    role: row.role as Role,
  };
}
