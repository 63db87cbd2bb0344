/** Share links in the database. Only the hash of a token is stored. */
import { randomBytes } from 'node:crypto';
import type { ShareKind, ShareLink, SharedThing } from '@codexos/protocol/contracts/share.contract';
import type { ShareLinkId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { sha256 } from '@codexos/utils/hash';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import type { Principal } from '../../guard/principal.ts';

const DAY_MS = 24 * 3_600_000;

/** A link that somebody came with. */
export interface OpenLink {
  id: ShareLinkId;
  workspaceId: WorkspaceId;
  kind: ShareKind;
  thing: SharedThing;
  expiresAt?: number;
}

export type ShareStore = ReturnType<typeof createShareStore>;

export function createShareStore({ query }: Database, clock: () => number) {
  const working = () =>
    query
      .selectFrom('share_links')
      .where('share_links.revoked_at', 'is', null)
      .where(({ eb, or }) =>
        or([eb('share_links.expires_at', 'is', null), eb('share_links.expires_at', '>', clock())]),
      );

  return {
    async list(workspaceId: WorkspaceId, thingId: string | undefined): Promise<ShareLink[]> {
      const rows = await working()
        .leftJoin('users', 'users.id', 'share_links.created_by')
        .selectAll('share_links')
        .select('users.name as created_by_name')
        .where('share_links.workspace_id', '=', workspaceId)
        .$if(thingId !== undefined, (some) => some.where('share_links.thing_id', '=', thingId ?? ''))
        .orderBy('share_links.id', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.id as ShareLinkId,
        kind: row.kind as ShareKind,
        thing: { type: row.thing_type as SharedThing['type'], id: row.thing_id },
        createdAt: row.created_at,
        createdBy: row.created_by_name ?? 'somebody who has left',
        ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
        useCount: row.use_count,
        ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
      }));
    },

    async create(
      { workspaceId, userId }: Principal,
      {
        kind,
        thing,
        expiresInDays,
      }: { kind: ShareKind; thing: SharedThing; expiresInDays?: number | undefined },
    ): Promise<{ id: ShareLinkId; token: string }> {
      const token = randomBytes(24).toString('base64url');
      const id = createId<ShareLinkId>();
      await query
        .insertInto('share_links')
        .values({
          id,
          workspace_id: workspaceId,
          kind,
          thing_type: thing.type,
          thing_id: thing.id,
          token_hash: sha256(token),
          created_by: userId,
          created_at: clock(),
          expires_at: expiresInDays === undefined ? null : clock() + expiresInDays * DAY_MS,
          revoked_at: null,
          use_count: 0,
          last_used_at: null,
        })
        .execute();
      return { id, token };
    },

    /** Throws NOT_FOUND. */
    async revoke(workspaceId: WorkspaceId, shareLinkId: string): Promise<void> {
      const result = await query
        .updateTable('share_links')
        .set({ revoked_at: clock() })
        .where('id', '=', shareLinkId)
        .where('workspace_id', '=', workspaceId)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (Number(result.numUpdatedRows) > 0) return;
      throw new CodexError({
        code: 'NOT_FOUND',
        message: `There is no share link ${shareLinkId} in this workspace.`,
        hint: 'It may have been revoked already.',
      });
    },

    /** Who comes with this token, counted. Throws SHARE_LINK_INVALID when it is unknown, revoked or over. */
    async use(token: string): Promise<OpenLink> {
      const row = await working()
        .selectAll('share_links')
        .where('share_links.token_hash', '=', sha256(token))
        .executeTakeFirst();
      if (!row) throw invalidLink();
      await query
        .updateTable('share_links')
        .set(({ eb }) => ({ use_count: eb('use_count', '+', 1), last_used_at: clock() }))
        .where('id', '=', row.id)
        .execute();
      return {
        id: row.id as ShareLinkId,
        workspaceId: row.workspace_id as WorkspaceId,
        kind: row.kind as ShareKind,
        thing: { type: row.thing_type as SharedThing['type'], id: row.thing_id },
        ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
      };
    },
  };
}

/** One answer for everything that a link can be wrong in, so that nothing can be told from it. */
export function invalidLink(): CodexError {
  return new CodexError({
    code: 'SHARE_LINK_INVALID',
    message: 'The link is unknown, was revoked or has ended.',
    hint: 'Ask whoever sent it for a new one.',
  });
}
