import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Database } from '../../db/database.ts';

export type SettingKey = 'default-model' | 'governance-reviews' | 'retention';

export type SettingsStore = ReturnType<typeof createSettingsStore>;

/** Small settings of a workspace by key. */
export function createSettingsStore({ query }: Database) {
  return {
    async get(workspaceId: WorkspaceId, key: SettingKey): Promise<string | undefined> {
      const row = await query
        .selectFrom('settings')
        .select('value')
        .where('workspace_id', '=', workspaceId)
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.value;
    },
    async set(workspaceId: WorkspaceId, key: SettingKey, value: string): Promise<void> {
      await query
        .insertInto('settings')
        .values({ workspace_id: workspaceId, key, value })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doUpdateSet({ value }))
        .execute();
    },
  };
}
