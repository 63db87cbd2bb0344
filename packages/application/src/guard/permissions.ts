/** The one permission table. A role not listed for a permission does not have it. */
import type { Permission } from '@codexos/protocol/contract';
import type { Role } from '@codexos/protocol/contracts/session.contract';

const everyone: readonly Role[] = ['admin', 'creator', 'executor', 'viewer'];
const runners: readonly Role[] = ['admin', 'creator', 'executor'];
const makers: readonly Role[] = ['admin', 'creator'];
const admins: readonly Role[] = ['admin'];

export const ROLES_BY_PERMISSION = {
  public: everyone,
  session: everyone,
  'account:manage': everyone,
  'member:read': everyone,
  'member:manage': admins,
  'workspace:create': admins,
  'workspace:manage': admins,
  'share:manage': makers,
  'flow:read': everyone,
  'flow:write': makers,
  'flow:run': runners,
  'flow:publish': makers,
  'published:run': runners,
  'run:read': everyone,
  'run:cancel': runners,
  'agent:read': everyone,
  'agent:write': makers,
  'tool:read': everyone,
  'tool:write': makers,
  'knowledge:read': everyone,
  'knowledge:write': makers,
  'file:read': makers,
  'conversation:read': everyone,
  'conversation:write': runners,
  'memory:read': makers,
  'memory:write': makers,
  'listing:read': everyone,
  'listing:write': makers,
  'listing:fork': makers,
  'registry:manage': admins,
  'secret:read': makers,
  'secret:write': makers,
  'deployment:read': everyone,
  'deployment:write': makers,
  'audit:read': admins,
  'governance:read': everyone,
  'governance:write': makers,
  'governance:admin': admins,
  'token:manage': admins,
  'settings:read': everyone,
  'settings:write': admins,
} as const satisfies Record<Permission, readonly Role[]>;

/** What an API token may do when nothing else was chosen: run what is published, follow its runs. */
export const API_TOKEN_PERMISSIONS: readonly Permission[] = ['published:run', 'run:read', 'run:cancel'];

/** What no API token may do, whatever was chosen for it: these decide who has access. */
export const PERMISSIONS_OF_PEOPLE: readonly Permission[] = [
  'account:manage',
  'member:manage',
  'workspace:create',
  'workspace:manage',
  'share:manage',
  'token:manage',
];
