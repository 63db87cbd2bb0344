/** The key that a person signs listings with: made at the first use, its private half sealed like a secret. */
import type { UserId, WorkspaceId } from '@codexos/protocol/ids';
import type { MasterKey } from '@codexos/utils/master-key';
import { openValue, sealValue } from '@codexos/utils/sealed-value';
import type { Database } from '../../db/database.ts';
import { createAuthorKeyPair, type AuthorKeyPair } from './listing-signature.ts';

export interface Author {
  workspaceId: WorkspaceId;
  userId: UserId;
}

export type AuthorKeys = ReturnType<typeof createAuthorKeys>;

export function createAuthorKeys({ query }: Database, masterKey: MasterKey, clock: () => number) {
  const identityOf = ({ workspaceId, userId }: Author): string =>
    `codexos-author-key:${workspaceId}:${userId}`;
  const find = async (author: Author): Promise<AuthorKeyPair | undefined> => {
    const row = await query
      .selectFrom('author_keys')
      .selectAll()
      .where('workspace_id', '=', author.workspaceId)
      .where('user_id', '=', author.userId)
      .executeTakeFirst();
    if (!row) return undefined;
    const privateKey = openValue(row.sealed, { masterKey, identity: identityOf(author) });
    return { publicKey: row.public_key, privateKey };
  };
  return {
    async get(author: Author): Promise<AuthorKeyPair> {
      const known = await find(author);
      if (known) return known;
      const made = createAuthorKeyPair();
      await query
        .insertInto('author_keys')
        .values({
          workspace_id: author.workspaceId,
          user_id: author.userId,
          public_key: made.publicKey,
          sealed: sealValue(made.privateKey, { masterKey, identity: identityOf(author) }),
          created_at: clock(),
        })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
        .execute();
      // Somebody may have been faster; the row that stands is the key.
      return (await find(author)) ?? made;
    },
  };
}
