/** Which identity providers the environment names, and what their groups mean here. */
import { roleSchema } from '@codexos/protocol/contracts/session.contract';
import type { ApplicationOptions } from '@codexos/application';
import { CodexError } from '@codexos/utils/errors';
import type { Env } from './env.ts';

type IdentityOptions = NonNullable<ApplicationOptions['identity']>;

const ASYMMETRIC = ['RS256', 'ES256', 'EdDSA'];

/** Throws REQUEST_INVALID for a mapping that names no role. */
export function identityFromEnv(env: Env): IdentityOptions {
  return {
    roles: {
      roleOfGroup: Object.fromEntries(env.CODEXOS_IDENTITY_ROLES.map(readMapping)),
      defaultRole: env.CODEXOS_IDENTITY_DEFAULT_ROLE,
    },
    tokenIssuers: [...supabase(env), ...clerk(env)],
    oidc: oidc(env),
    supabase: supabaseForm(env),
  };
}

function supabaseForm({ SUPABASE_URL, SUPABASE_ANON_KEY }: Env): IdentityOptions['supabase'] {
  if (SUPABASE_URL === undefined || SUPABASE_ANON_KEY === undefined) return undefined;
  return { issuer: supabaseIssuer(SUPABASE_URL), publishableKey: SUPABASE_ANON_KEY };
}

function supabaseIssuer(url: string): string {
  return `${url.replace(/\/$/, '')}/auth/v1`;
}

function supabase({ SUPABASE_URL }: Env): IdentityOptions['tokenIssuers'] {
  if (SUPABASE_URL === undefined) return [];
  const issuer = supabaseIssuer(SUPABASE_URL);
  return [
    {
      issuer,
      jwksUrl: `${issuer}/.well-known/jwks.json`,
      audience: 'authenticated',
      algorithms: ASYMMETRIC,
    },
  ];
}

function clerk({ CLERK_ISSUER, CLERK_AUTHORIZED_PARTIES }: Env): IdentityOptions['tokenIssuers'] {
  if (CLERK_ISSUER === undefined) return [];
  const issuer = CLERK_ISSUER.replace(/\/$/, '');
  return [
    {
      issuer,
      jwksUrl: `${issuer}/.well-known/jwks.json`,
      authorizedParties: CLERK_AUTHORIZED_PARTIES,
      algorithms: ASYMMETRIC,
    },
  ];
}

function oidc(env: Env): IdentityOptions['oidc'] {
  if (env.CODEXOS_OIDC_ISSUER === undefined) return undefined;
  if (env.CODEXOS_OIDC_CLIENT_ID === undefined) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: 'CODEXOS_OIDC_ISSUER is set without CODEXOS_OIDC_CLIENT_ID.',
      hint: 'Set the id under which the provider knows this server.',
    });
  }
  return {
    issuer: env.CODEXOS_OIDC_ISSUER,
    clientId: env.CODEXOS_OIDC_CLIENT_ID,
    clientSecret: env.CODEXOS_OIDC_CLIENT_SECRET,
    label: env.CODEXOS_OIDC_LABEL,
    groupsClaim: env.CODEXOS_OIDC_GROUPS_CLAIM,
  };
}

function readMapping(pair: string) {
  const at = pair.lastIndexOf('=');
  const role = roleSchema.safeParse(pair.slice(at + 1));
  if (at > 0 && role.success) return [pair.slice(0, at), role.data] as const;
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: `CODEXOS_IDENTITY_ROLES holds ${pair}, which is no group=role.`,
    hint: `Roles: ${roleSchema.options.join(', ')}.`,
  });
}
