/** Conversations and their message trees in the database. Every read and write names the workspace. */
import { z } from 'zod';
import { citationSchema, type Citation } from '@codexos/protocol/citation';
import {
  conversationPartnerSchema,
  type ConversationPartner,
  type Message,
} from '@codexos/protocol/contracts/conversations.contract';
import { sourceBindingSchema, type SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { ConversationId, MessageId, RunId, WorkspaceId } from '@codexos/protocol/ids';
import { runStatusSchema } from '@codexos/protocol/run-event';
import { wireErrorSchema } from '@codexos/protocol/wire-error';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Database } from '../../db/database.ts';
import { parseColumn, parseOptionalColumn } from '../../db/json-columns.ts';
import { toPage, type Page } from '../../db/page.ts';
import type { ConversationRow } from '../../db/schema.ts';

export interface ConversationKey {
  workspaceId: WorkspaceId;
  conversationId: string;
}

export interface ConversationRecord {
  id: ConversationId;
  title: string;
  partner: ConversationPartner;
  source?: SourceBinding;
  createdAt: number;
  updatedAt: number;
}

export type ConversationStore = ReturnType<typeof createConversationStore>;

export function createConversationStore({ query }: Database, clock: () => number) {
  return {
    async list({ workspaceId, cursor, limit }: Page & { workspaceId: WorkspaceId }) {
      let rows = query
        .selectFrom('conversations')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('id', 'desc')
        .limit(limit + 1);
      if (cursor) rows = rows.where('id', '<', cursor);
      return toPage(await rows.execute(), { limit, cursorOf: (row) => row.id, toItem: toConversation });
    },

    async get({ workspaceId, conversationId }: ConversationKey): Promise<ConversationRecord> {
      const row = await query
        .selectFrom('conversations')
        .selectAll()
        .where('id', '=', conversationId)
        .where('workspace_id', '=', workspaceId)
        .executeTakeFirst();
      if (!row) {
        throw new CodexError({
          code: 'CONVERSATION_NOT_FOUND',
          message: `There is no conversation ${conversationId} in this workspace.`,
          hint: 'It may have been deleted; see the list of conversations.',
        });
      }
      return toConversation(row);
    },

    async create(
      workspaceId: WorkspaceId,
      {
        title,
        partner,
        source,
      }: { title: string; partner: ConversationPartner; source?: SourceBinding | undefined },
    ): Promise<ConversationRecord> {
      const row: ConversationRow = {
        id: createId(),
        workspace_id: workspaceId,
        title,
        partner: JSON.stringify(partner),
        source: source ? JSON.stringify(source) : null,
        created_at: clock(),
        updated_at: clock(),
      };
      await query.insertInto('conversations').values(row).execute();
      return toConversation(row);
    },

    async update(
      { workspaceId, conversationId }: ConversationKey,
      { title, source }: { title?: string | undefined; source?: SourceBinding | undefined },
    ): Promise<void> {
      await query
        .updateTable('conversations')
        .set({
          ...(title === undefined ? {} : { title }),
          ...(source === undefined ? {} : { source: JSON.stringify(source) }),
          updated_at: clock(),
        })
        .where('id', '=', conversationId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    async delete({ workspaceId, conversationId }: ConversationKey): Promise<void> {
      await query
        .deleteFrom('messages')
        .where('conversation_id', '=', conversationId)
        .where('workspace_id', '=', workspaceId)
        .execute();
      await query
        .deleteFrom('conversations')
        .where('id', '=', conversationId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    /** Every message of the tree in order of writing, each answer with the state of its run. */
    async messages({ workspaceId, conversationId }: ConversationKey): Promise<Message[]> {
      const rows = await query
        .selectFrom('messages')
        .leftJoin('runs', 'runs.id', 'messages.run_id')
        .select([
          'messages.id',
          'messages.parent_id',
          'messages.role',
          'messages.text',
          'messages.citations',
          'messages.run_id',
          'messages.created_at',
          'runs.status',
          'runs.error',
        ])
        .where('messages.conversation_id', '=', conversationId)
        .where('messages.workspace_id', '=', workspaceId)
        .orderBy('messages.id')
        .execute();
      return rows.map(toMessage);
    },

    async addMessage(
      { workspaceId, conversationId }: ConversationKey,
      message: {
        role: Message['role'];
        text: string;
        parentId?: string | undefined;
        runId?: string | undefined;
      },
    ): Promise<Message> {
      const row = {
        id: createId<string>(),
        workspace_id: workspaceId,
        conversation_id: conversationId,
        parent_id: message.parentId ?? null,
        role: message.role,
        text: message.text,
        citations: '[]',
        run_id: message.runId ?? null,
        created_at: clock(),
      };
      await query.insertInto('messages').values(row).execute();
      await query
        .updateTable('conversations')
        .set({ updated_at: clock() })
        .where('id', '=', conversationId)
        .execute();
      return toMessage({ ...row, status: message.runId ? 'queued' : null, error: null });
    },

    async deleteMessage({ workspaceId }: ConversationKey, messageId: string): Promise<void> {
      await query
        .deleteFrom('messages')
        .where('id', '=', messageId)
        .where('workspace_id', '=', workspaceId)
        .execute();
    },

    /** Writes the answer of a run into its message; a run without a message changes nothing. */
    async finishMessage(
      runId: string,
      { text, citations }: { text: string; citations: Citation[] },
    ): Promise<void> {
      await query
        .updateTable('messages')
        .set({ text, citations: JSON.stringify(citations) })
        .where('run_id', '=', runId)
        .where('role', '=', 'assistant')
        .execute();
    },
  };
}

function toConversation(row: ConversationRow): ConversationRecord {
  const source = parseOptionalColumn(sourceBindingSchema, row.source);
  return {
    id: row.id as ConversationId,
    title: row.title,
    partner: parseColumn(conversationPartnerSchema, row.partner),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(source ? { source } : {}),
  };
}

function toMessage(row: {
  id: string;
  parent_id: string | null;
  role: string;
  text: string;
  citations: string;
  run_id: string | null;
  created_at: number;
  status: string | null;
  error: string | null;
}): Message {
  const error = parseOptionalColumn(wireErrorSchema, row.error);
  return {
    id: row.id as MessageId,
    role: row.role === 'user' ? 'user' : 'assistant',
    text: row.text,
    citations: parseColumn(z.array(citationSchema), row.citations),
    createdAt: row.created_at,
    ...(row.parent_id === null ? {} : { parentId: row.parent_id as MessageId }),
    ...(row.run_id === null ? {} : { runId: row.run_id as RunId }),
    ...(row.status === null ? {} : { status: runStatusSchema.parse(row.status) }),
    ...(error ? { error } : {}),
  };
}
