import type { Role } from '@codexos/protocol/contracts/session.contract';

/** How a group or a missing group becomes a role in the first workspace. */
export interface RoleMapping {
  /** Role by name of a group. */
  roleOfGroup: Readonly<Record<string, Role>>;
  /** For people in none of the groups; they are refused when absent. */
  defaultRole?: Role | undefined;
}

/** Whose tokens are taken. Every field is checked; what is not listed is refused. */
export interface TokenIssuer {
  issuer: string;
  jwksUrl: string;
  audience?: string | undefined;
  /** Clerk names the page that asked for the token instead of an audience. */
  authorizedParties?: readonly string[] | undefined;
  algorithms: readonly string[];
}

/** An OpenID provider with a sign-in page of its own, found by discovery. */
export interface OidcOptions {
  issuer: string;
  clientId: string;
  clientSecret?: string | undefined;
  label: string;
  /** Claim of the ID token that lists groups. */
  groupsClaim: string;
}

/** Supabase Auth with a form of our own in front of it; its tokens are checked as those of a token issuer. */
export interface SupabaseOptions {
  /** Base of its API, such as `https://project.supabase.co/auth/v1`. */
  issuer: string;
  /** The project's publishable (anon) key, which is no secret. */
  publishableKey: string;
}

export interface IdentityOptions {
  roles: RoleMapping;
  tokenIssuers: readonly TokenIssuer[];
  oidc?: OidcOptions | undefined;
  supabase?: SupabaseOptions | undefined;
}

/** Who somebody is according to an issuer whose word was checked. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  /** Only when the issuer has verified it. */
  email?: string;
  groups: readonly string[];
  /** When the token that was shown ends, in epoch ms. */
  expiresAt?: number;
}
