import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts, invitations, sessions that can be told apart, scopes of API tokens, and share links. */
export function peopleMigration(): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await createAccounts(db);
      await extendSessions(db);
      await createInvitations(db);
      await createShareLinks(db);
    },
  };
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('email', 'text').execute();
  await db.schema.createIndex('users_by_email').on('users').column('email').unique().execute();
  await db.schema
    .createTable('credentials')
    .addColumn('user_id', 'text', (column) => column.primaryKey().references('users.id'))
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('identities')
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('identities_pk', ['issuer', 'subject'])
    .execute();
}

async function extendSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sessions').addColumn('id', 'text').execute();
  await db.schema.alterTable('sessions').addColumn('device', 'text').execute();
  await db.schema.alterTable('sessions').addColumn('last_used_at', 'bigint').execute();
  // Sessions that are already there get an id that nothing can be done with but end them.
  await sql`update sessions set id = substr(token_hash, 1, 26), device = '', last_used_at = created_at`.execute(
    db,
  );
  await db.schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();
  await db.schema.alterTable('api_tokens').addColumn('permissions', 'text').execute();
  await db.schema.alterTable('api_tokens').addColumn('expires_at', 'bigint').execute();
}

async function createInvitations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invitations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull().references('workspaces.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('accepted_by', 'text')
    .execute();
}

async function createShareLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('share_links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('thing_type', 'text', (column) => column.notNull())
    .addColumn('thing_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addColumn('use_count', 'integer', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('share_links_by_thing')
    .on('share_links')
    .columns(['workspace_id', 'thing_type', 'thing_id'])
    .execute();
}
