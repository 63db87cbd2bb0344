import { expect, it } from 'vitest';
import { createTestApplication } from '../../testing/create-test-application.ts';
import type { Identity } from './identity-options.ts';

const ISSUER = 'https://issuer.invalid';
const roleOfGroup = { owners: 'admin', makers: 'creator' } as const;
const grace: Identity = { issuer: ISSUER, subject: '1', name: 'Grace', groups: ['makers'] };

it('lets people in by their groups, and follows the groups at each sign-in', async () => {
  await using test = await createTestApplication({
    auth: 'accounts',
    identity: { roles: { roleOfGroup }, tokenIssuers: [] },
  });
  const { identities, members } = test.application.services;
  const { workspaceId } = test.principal;
  const roleOf = async (userId: string) =>
    (await members.list(workspaceId)).find((member) => member.userId === userId)?.role;
  const userId = await identities.admit(grace);
  expect(await roleOf(userId)).toBe('creator');
  expect(await identities.admit({ ...grace, groups: ['makers', 'owners'] })).toBe(userId);
  expect(await roleOf(userId)).toBe('admin');
  await expect(identities.admit({ ...grace, subject: '2', groups: [] })).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
  });
});

it.each([
  ['the default role', 'viewer' as const],
  ['nothing, and the membership goes', undefined],
])('leaves somebody who has lost the group with %s', async (_name, defaultRole) => {
  await using test = await createTestApplication({
    auth: 'accounts',
    identity: { roles: { roleOfGroup, defaultRole }, tokenIssuers: [] },
  });
  const { identities, members } = test.application.services;
  const { workspaceId } = test.principal;
  const userId = await identities.admit({ ...grace, groups: ['owners'] });
  const key = { workspaceId, userId };
  const lost = identities.admit({ ...grace, groups: [] });
  if (defaultRole === undefined) await expect(lost).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  else expect(await lost).toBe(userId);
  expect(await members.standingOf(key)).toEqual(
    defaultRole === undefined ? undefined : { role: 'viewer', isByGroup: false },
  );
  await identities.admit({ ...grace, groups: ['makers'] });
  expect(await members.standingOf(key)).toEqual({ role: 'creator', isByGroup: true });
});

it('gives the default role to the others, once, and never takes over an account by its address', async () => {
  await using test = await createTestApplication({
    auth: 'accounts',
    identity: { roles: { roleOfGroup, defaultRole: 'viewer' }, tokenIssuers: [] },
  });
  const { identities, members, access, accounts } = test.application.services;
  const account = { name: 'Ada', email: 'ada@example.org', password: 'four words are enough' };
  const ada = await access.setUp(account, { address: '127.0.0.1', device: '' });
  const userId = await identities.admit({ ...grace, groups: [], email: account.email });
  expect(userId).not.toBe(ada.userId);
  expect(await accounts.emailOf(userId)).toBeUndefined();
  const key = { workspaceId: ada.workspaceId, userId };
  await members.setRole(key, 'executor');
  await identities.admit({ ...grace, groups: [] });
  expect((await members.workspaceOf(key)).role).toBe('executor');
});
