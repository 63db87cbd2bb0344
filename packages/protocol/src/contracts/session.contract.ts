/** Who is signed in, and the ways to become so. Routes that set the cookie belong to HTTP; the rest are use cases. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { userIdSchema, workspaceIdSchema } from '../ids.ts';

export const roleSchema = z.enum(['admin', 'creator', 'executor', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

/** `local`: one user, no sign-in, the start token opens the studio. `accounts`: everybody signs in. */
export const authModeSchema = z.enum(['local', 'accounts']);
export type AuthMode = z.infer<typeof authModeSchema>;

export const sessionSchema = z.object({
  userId: userIdSchema,
  userName: z.string(),
  /** Absent for the local user and for people whose identity comes from elsewhere without an address. */
  email: z.string().optional(),
  workspaceId: workspaceIdSchema,
  workspaceName: z.string(),
  role: roleSchema,
  mode: authModeSchema,
  /** Whether there is a password to change. */
  hasPassword: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

export const personNameSchema = z.string().trim().min(1).max(120);
export const emailSchema = z.email().max(254).toLowerCase();
export const PASSWORD_MIN_LENGTH = 12;
/** Long passwords beat strange ones: no rule about characters. */
export const passwordSchema = z.string().min(PASSWORD_MIN_LENGTH).max(200);
const linkTokenSchema = z.string().min(1).max(200);

const base = { tag: 'session' } as const;

export const getSignInOptions = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/session/options',
  name: 'getSignInOptions',
  summary: 'How one signs in to this server',
  permission: 'public',
  response: z.object({
    mode: authModeSchema,
    /** Nobody has an account yet: the start token makes the first one. */
    needsSetup: z.boolean(),
    /** Whether e-mail address and password are asked for. */
    hasPasswords: z.boolean(),
    /** Others that vouch for people: a page elsewhere, to be opened by a browser, or a password to be posted. */
    providers: z.array(
      z.object({
        /** Below `/api/v1/session/providers/`. */
        id: z.string(),
        label: z.string(),
        kind: z.enum(['page', 'password']),
      }),
    ),
  }),
});

export const createSession = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/session',
  name: 'createSession',
  summary: 'Exchange the start token for a session cookie; without accounts only',
  permission: 'public',
  body: z.object({ startToken: linkTokenSchema }),
  response: sessionSchema,
});

export const signIn = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/session/sign-in',
  name: 'signIn',
  summary: 'Sign in with e-mail address and password',
  permission: 'public',
  body: z.object({ email: emailSchema, password: z.string().min(1).max(200) }),
  response: sessionSchema,
});

export const signUp = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/session/sign-up',
  name: 'signUp',
  summary: 'Make an account with an invitation, or the first one with the start token',
  permission: 'public',
  body: z.object({
    token: z.discriminatedUnion('type', [
      z.object({ type: z.literal('setup'), value: linkTokenSchema }),
      z.object({ type: z.literal('invitation'), value: linkTokenSchema }),
    ]),
    name: personNameSchema,
    email: emailSchema,
    password: passwordSchema,
  }),
  response: sessionSchema,
});

export const exchangeToken = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/session/exchange',
  name: 'exchangeToken',
  summary: 'Exchange a token of the configured identity provider for a session cookie',
  permission: 'public',
  body: z.object({ token: z.string().min(1).max(16_000) }),
  response: sessionSchema,
});

export const signInWithSupabase = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/session/providers/supabase',
  name: 'signInWithSupabase',
  summary: 'Sign in with e-mail address and password of an account at Supabase',
  permission: 'public',
  body: z.object({ email: emailSchema, password: z.string().min(1).max(200) }),
  response: sessionSchema,
});

export const getSession = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/session',
  name: 'getSession',
  summary: 'Who is signed in',
  permission: 'session',
  response: sessionSchema,
});

export const deleteSession = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/session',
  name: 'deleteSession',
  summary: 'End the session',
  permission: 'session',
  response: emptySchema,
});

export const switchWorkspace = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/session/workspace',
  name: 'switchWorkspace',
  summary: 'Go on in another workspace that one is a member of',
  permission: 'account:manage',
  body: z.object({ workspaceId: workspaceIdSchema }),
  response: sessionSchema,
});

export const changePassword = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/session/password',
  name: 'changePassword',
  summary: 'Change the password; all other sessions end',
  permission: 'account:manage',
  body: z.object({ currentPassword: z.string().min(1).max(200), newPassword: passwordSchema }),
  response: emptySchema,
});

export const sessionEntrySchema = z.object({
  id: z.string(),
  /** Browser and system, as far as the browser told. */
  device: z.string(),
  createdAt: z.number(),
  lastUsedAt: z.number(),
  expiresAt: z.number(),
  /** The session that asks. */
  isCurrent: z.boolean(),
});
export type SessionEntry = z.infer<typeof sessionEntrySchema>;

export const listSessions = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/sessions',
  name: 'listSessions',
  summary: 'Where one is signed in',
  permission: 'account:manage',
  response: listOf(sessionEntrySchema),
});

export const revokeSession = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/sessions/:sessionId',
  name: 'revokeSession',
  summary: 'End one of the own sessions',
  permission: 'account:manage',
  params: z.object({ sessionId: z.string().min(1).max(64) }),
  response: emptySchema,
});
