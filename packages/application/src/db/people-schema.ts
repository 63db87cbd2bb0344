/** Rows of people: who they are, what they are members of, and what opens a door for them. */
import type { Generated } from 'kysely';

export interface WorkspaceRow {
  id: string;
  name: string;
  created_at: number;
}

export interface UserRow {
  id: string;
  name: string;
  /** In lower case, unique; null for the local user and for identities without one. */
  email: string | null;
  created_at: number;
}

export interface CredentialRow {
  user_id: string;
  /** Argon2id, in PHC format. */
  password_hash: string;
  changed_at: number;
}

/** Somebody whom an identity provider vouches for. */
export interface IdentityRow {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: number;
}

export interface MemberRow {
  workspace_id: string;
  user_id: string;
  role: string;
  /** 1 when a group of an identity provider gave it, so that it goes with the group. */
  is_by_group: Generated<number>;
  created_at: number;
}

export interface SessionRow {
  /** SHA-256 of the cookie's value. */
  token_hash: string;
  user_id: string;
  workspace_id: string;
  created_at: number;
  expires_at: number;
  /** Names the session in lists; never the way in. */
  id: string;
  device: string;
  last_used_at: number;
}

export interface InvitationRow {
  id: string;
  workspace_id: string;
  role: string;
  email: string | null;
  /** SHA-256 of the token in the link. */
  token_hash: string;
  created_by: string;
  created_at: number;
  expires_at: number;
  accepted_by: string | null;
}

export interface ShareLinkRow {
  id: string;
  workspace_id: string;
  /** `view`, `run` or `fork`. */
  kind: string;
  /** `flow`, `run` or `conversation`. */
  thing_type: string;
  thing_id: string;
  /** SHA-256 of the token in the link. */
  token_hash: string;
  created_by: string;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
  use_count: number;
  last_used_at: number | null;
}

export interface ApiTokenRow {
  id: string;
  workspace_id: string;
  user_id: string;
  name: string;
  prefix: string;
  token_hash: string;
  created_at: number;
  last_used_at: number | null;
  /** JSON list; null for tokens with the usual permissions. */
  permissions: string | null;
  expires_at: number | null;
}
