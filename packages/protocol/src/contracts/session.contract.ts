import { z } from 'zod';
import { defineContract, emptySchema } from '../contract.ts';
import { userIdSchema, workspaceIdSchema } from '../ids.ts';

export const roleSchema = z.enum(['admin', 'creator', 'executor', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

export const sessionSchema = z.object({
  userId: userIdSchema,
  userName: z.string(),
  workspaceId: workspaceIdSchema,
  workspaceName: z.string(),
  role: roleSchema,
  /** `local`: one user on this machine's own address, no sign-in. */
  mode: z.enum(['local']),
});
export type Session = z.infer<typeof sessionSchema>;

export const createSession = defineContract({
  method: 'POST',
  path: '/api/v1/session',
  name: 'createSession',
  summary: 'Exchange the start token for a session cookie',
  tag: 'session',
  permission: 'public',
  body: z.object({ startToken: z.string().min(1).max(200) }),
  response: sessionSchema,
});

export const getSession = defineContract({
  method: 'GET',
  path: '/api/v1/session',
  name: 'getSession',
  summary: 'Who is signed in',
  tag: 'session',
  permission: 'session',
  response: sessionSchema,
});

export const deleteSession = defineContract({
  method: 'DELETE',
  path: '/api/v1/session',
  name: 'deleteSession',
  summary: 'End the session',
  tag: 'session',
  permission: 'session',
  response: emptySchema,
});
