import type { Role } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';

/** Who is calling, in which workspace, with which role. Made by the server only, never from a request's body. */
export interface Principal {
  type: 'user' | 'api-token';
  userId: UserId;
  workspaceId: WorkspaceId;
  role: Role;
}
