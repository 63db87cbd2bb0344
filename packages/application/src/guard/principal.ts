import type { Permission } from '@codexos/protocol/contract';
import type { Role } from '@codexos/protocol/contracts/session.contract';
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';

/** Who is calling, in which workspace, with which role. Made by the server only, never from a request's body. */
export interface Principal {
  type: 'user' | 'api-token';
  userId: UserId;
  workspaceId: WorkspaceId;
  role: Role;
  /** Of an API token: what it was made for. The role bounds it all the same. */
  permissions?: readonly Permission[];
  /** Id of the session or API token behind the call; absent for the local user of the command line. */
  credentialId?: string;
  /** When session or token end by themselves, in epoch ms. */
  expiresAt?: number;
}
