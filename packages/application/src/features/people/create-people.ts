import type { AuthMode } from '@codexos/protocol/contracts/session.contract';
import type { UserId } from '@codexos/protocol/ids';
import type { Database } from '../../db/database.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { createIdentities } from '../identity/identities.ts';
import type { IdentityOptions } from '../identity/identity-options.ts';
import { createSessionStore } from '../session/session-store.ts';
import { createAccess } from './access.ts';
import { createAccountStore } from './account-store.ts';
import { createInvitationStore } from './invitation-store.ts';
import { createMemberStore } from './member-store.ts';

export interface PeopleOptions {
  database: Database;
  mode: AuthMode;
  audit: AuditLog;
  identity: IdentityOptions | undefined;
  clock: () => number;
  onRightsChange: (userId: UserId) => void;
}

/** Everything about who people are and what they are members of. */
export function createPeople({ database, mode, audit, identity, clock, onRightsChange }: PeopleOptions) {
  const sessions = createSessionStore({ database, clock, mode, onRightsChange });
  const accounts = createAccountStore(database, clock);
  const members = createMemberStore({ database, clock, onRightsChange });
  const invitations = createInvitationStore(database, clock);
  const access = createAccess({ mode, accounts, members, invitations, sessions, audit, clock });
  const options = identity ?? { roles: { roleOfGroup: {} }, tokenIssuers: [] };
  const identities = createIdentities({ database, members, sessions, clock, options });
  return { authMode: mode, sessions, accounts, members, invitations, access, identities };
}
