import type { Permission } from '@codexos/protocol/contract';
import { CodexError } from '@codexos/utils/errors';
import { API_TOKEN_PERMISSIONS, PERMISSIONS_OF_PEOPLE, ROLES_BY_PERMISSION } from './permissions.ts';
import type { Principal } from './principal.ts';

/** Whether the principal has the permission; no principal has only what is public. */
export function isAllowed(principal: Principal | undefined, permission: Permission): boolean {
  if (permission === 'public') return true;
  if (!principal) return false;
  if (principal.type === 'api-token' && !isInScope(principal, permission)) return false;
  const roles: readonly string[] = ROLES_BY_PERMISSION[permission];
  return roles.includes(principal.role);
}

function isInScope({ permissions = API_TOKEN_PERMISSIONS }: Principal, permission: Permission): boolean {
  if (permission === 'session') return true;
  return permissions.includes(permission) && !PERMISSIONS_OF_PEOPLE.includes(permission);
}

/**
 * The one guard of REST, sockets and the command line. Throws SESSION_REQUIRED without a principal and
 * PERMISSION_DENIED when the role does not reach. Objects are checked by the stores, which only ever read
 * `id AND workspace`.
 */
export function assertAllowed(
  principal: Principal | undefined,
  permission: Permission,
): asserts principal is Principal {
  if (principal && isAllowed(principal, permission)) return;
  if (!principal) {
    throw new CodexError({
      code: 'SESSION_REQUIRED',
      message: 'This needs a session or an API token.',
      hint: 'Open the address that the server printed when it started, or send an API token as bearer.',
    });
  }
  throw new CodexError({
    code: 'PERMISSION_DENIED',
    message:
      principal.type === 'api-token'
        ? `The API token does not carry the permission ${permission}.`
        : `The role ${principal.role} does not have the permission ${permission}.`,
    hint: 'Ask an admin of the workspace.',
  });
}
