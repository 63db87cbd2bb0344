/** People with a password. Whether they may enter a workspace is a matter of membership. */
import type { UserId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { hashPassword, verifyPassword } from '@codexos/utils/password';
import type { Database } from '../../db/database.ts';

export interface NewAccount {
  name: string;
  /** In lower case. */
  email: string;
  password: string;
}

export type AccountStore = ReturnType<typeof createAccountStore>;

export function createAccountStore({ query }: Database, clock: () => number) {
  const findByEmail = async (email: string) =>
    query
      .selectFrom('users')
      .leftJoin('credentials', 'credentials.user_id', 'users.id')
      .select(['users.id', 'credentials.password_hash'])
      .where('users.email', '=', email)
      .executeTakeFirst();

  const assertFree = async (email: string, userId?: UserId): Promise<void> => {
    const holder = await findByEmail(email);
    if (!holder || holder.id === userId) return;
    throw new CodexError({
      code: 'EMAIL_TAKEN',
      message: `There is an account with the address ${email}.`,
      hint: 'Sign in with it, then open the invitation again.',
    });
  };

  return {
    /** Whether anybody has a password yet. */
    async hasAny(): Promise<boolean> {
      const row = await query.selectFrom('credentials').select('user_id').limit(1).executeTakeFirst();
      return row !== undefined;
    },

    /** Throws EMAIL_TAKEN when somebody else has the address. */
    assertFree,

    /** The caller has seen that the address is free. */
    async create(userId: UserId, { name, email, password }: NewAccount): Promise<void> {
      const passwordHash = await hashPassword(password);
      await query.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('users')
          .values({ id: userId, name, email, created_at: clock() })
          .execute();
        await transaction
          .insertInto('credentials')
          .values({ user_id: userId, password_hash: passwordHash, changed_at: clock() })
          .execute();
      });
    },

    /** Turns the local user into the first account, once: the key of its row refuses a second one. */
    async claim(userId: UserId, { name, email, password }: NewAccount): Promise<boolean> {
      await assertFree(email, userId);
      const passwordHash = await hashPassword(password);
      return query.transaction().execute(async (transaction) => {
        const result = await transaction
          .insertInto('credentials')
          .values({ user_id: userId, password_hash: passwordHash, changed_at: clock() })
          .onConflict((conflict) => conflict.column('user_id').doNothing())
          .executeTakeFirst();
        if (Number(result.numInsertedOrUpdatedRows) === 0) return false;
        await transaction.updateTable('users').set({ name, email }).where('id', '=', userId).execute();
        return true;
      });
    },

    /** Who has this address and this password. Takes as long where there is no such account. */
    async check(email: string, password: string): Promise<{ userId?: UserId; isRight: boolean }> {
      const row = await findByEmail(email);
      const isRight = await verifyPassword(password, row?.password_hash ?? undefined);
      return { isRight, ...(row ? { userId: row.id as UserId } : {}) };
    },

    /** Throws SIGN_IN_FAILED when the current password is not right. */
    async changePassword(userId: UserId, current: string, next: string): Promise<void> {
      const row = await query
        .selectFrom('credentials')
        .select('password_hash')
        .where('user_id', '=', userId)
        .executeTakeFirst();
      if (!(await verifyPassword(current, row?.password_hash))) {
        throw new CodexError({
          code: 'SIGN_IN_FAILED',
          message: 'The current password is not right.',
          hint: 'Type the password that you sign in with.',
        });
      }
      await query
        .updateTable('credentials')
        .set({ password_hash: await hashPassword(next), changed_at: clock() })
        .where('user_id', '=', userId)
        .execute();
    },

    /** Sets a password without the old one, for the operator of the machine. Throws NOT_FOUND. */
    async resetPassword(email: string, password: string): Promise<UserId> {
      const row = await findByEmail(email);
      if (!row) {
        throw new CodexError({
          code: 'NOT_FOUND',
          message: `There is no account with the address ${email}.`,
          hint: 'Look the address up in the list of members.',
        });
      }
      const values = { password_hash: await hashPassword(password), changed_at: clock() };
      await query
        .insertInto('credentials')
        .values({ user_id: row.id, ...values })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
        .execute();
      return row.id as UserId;
    },

    async emailOf(userId: UserId): Promise<string | undefined> {
      const row = await query.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst();
      return row?.email ?? undefined;
    },
  };
}
