/** Workspaces, their members and the invitations to become one. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { invitationIdSchema, userIdSchema, workspaceIdSchema } from '../ids.ts';
import { emailSchema, roleSchema } from './session.contract.ts';

export const memberSchema = z
  .object({
    userId: userIdSchema,
    name: z.string(),
    email: z.string().optional(),
    role: roleSchema,
    joinedAt: z.number(),
    /** Use of any session, in any workspace. */
    lastSeenAt: z.number().optional(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof memberSchema>;

export const invitationSchema = z
  .object({
    id: invitationIdSchema,
    role: roleSchema,
    /** Only somebody with this address may take it; anybody with the link when absent. */
    email: z.string().optional(),
    createdAt: z.number(),
    expiresAt: z.number(),
    invitedBy: z.string(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;

export const workspaceSchema = z
  .object({ id: workspaceIdSchema, name: z.string(), role: roleSchema, createdAt: z.number() })
  .meta({ id: 'Workspace' });
export type Workspace = z.infer<typeof workspaceSchema>;

const workspaceNameSchema = z.string().trim().min(1).max(120);
const base = { tag: 'people' } as const;
const memberParams = z.object({ userId: userIdSchema });

export const listMembers = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/members',
  name: 'listMembers',
  summary: 'Members of the workspace and their roles',
  permission: 'member:read',
  response: listOf(memberSchema),
});

export const updateMember = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/members/:userId',
  name: 'updateMember',
  summary: 'Give a member another role; live connections follow at once',
  permission: 'member:manage',
  params: memberParams,
  body: z.object({ role: roleSchema }),
  response: memberSchema,
});

export const removeMember = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/members/:userId',
  name: 'removeMember',
  summary: 'Take a member out of the workspace, with sessions and API tokens here',
  permission: 'member:manage',
  params: memberParams,
  response: emptySchema,
});

export const listInvitations = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/invitations',
  name: 'listInvitations',
  summary: 'Invitations that can still be taken',
  permission: 'member:manage',
  response: listOf(invitationSchema),
});

export const createInvitation = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/invitations',
  name: 'createInvitation',
  summary: 'Make a link that lets one person join; it is shown this once',
  permission: 'member:manage',
  status: 201,
  body: z.object({
    role: roleSchema,
    email: emailSchema.optional(),
    expiresInHours: z
      .int()
      .min(1)
      .max(24 * 30)
      .default(72),
  }),
  response: invitationSchema.extend({
    /** Goes behind `/#invite=` of the address of the server. */
    token: z.string(),
  }),
});

export const deleteInvitation = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/invitations/:invitationId',
  name: 'deleteInvitation',
  summary: 'Withdraw an invitation',
  permission: 'member:manage',
  params: z.object({ invitationId: invitationIdSchema }),
  response: emptySchema,
});

const invitationTokenBody = z.object({ token: z.string().min(1).max(200) });

export const lookUpInvitation = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/invitations/look-up',
  name: 'lookUpInvitation',
  summary: 'What an invitation link leads to',
  permission: 'public',
  body: invitationTokenBody,
  response: z.object({
    workspaceName: z.string(),
    invitedBy: z.string(),
    role: roleSchema,
    email: z.string().optional(),
    expiresAt: z.number(),
  }),
});

export const acceptInvitation = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/invitations/accept',
  name: 'acceptInvitation',
  summary: 'Join one more workspace with the account that one has',
  permission: 'account:manage',
  body: invitationTokenBody,
  response: workspaceSchema,
});

export const listWorkspaces = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/workspaces',
  name: 'listWorkspaces',
  summary: 'Workspaces that one is a member of',
  permission: 'account:manage',
  response: listOf(workspaceSchema),
});

export const createWorkspace = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/workspaces',
  name: 'createWorkspace',
  summary: 'Make a workspace and be its admin',
  permission: 'workspace:create',
  status: 201,
  body: z.object({ name: workspaceNameSchema }),
  response: workspaceSchema,
});

export const renameWorkspace = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/workspace',
  name: 'renameWorkspace',
  summary: 'Rename the workspace',
  permission: 'workspace:manage',
  body: z.object({ name: workspaceNameSchema }),
  response: workspaceSchema,
});
