/** What agents do in governance by themselves, workspace by workspace. */
import type { GovernanceSettings } from '@codexos/protocol/contracts/governance-agents.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Database } from '../../db/database.ts';
import type { SettingsStore } from '../settings/settings-store.ts';

export type GovernanceSettingsStore = ReturnType<typeof createGovernanceSettings>;

export function createGovernanceSettings({ query }: Database, settings: SettingsStore) {
  const get = async (workspaceId: WorkspaceId): Promise<GovernanceSettings> => {
    const stored = await settings.get(workspaceId, 'governance-reviews');
    // One workspace reviews for all unless others want reviews of their own.
    const reviewsNewProposals =
      stored === undefined ? (await listWorkspaces())[0] === workspaceId : stored === 'on';
    return { reviewsNewProposals };
  };

  /** The oldest first. */
  const listWorkspaces = async (): Promise<WorkspaceId[]> => {
    const rows = await query
      .selectFrom('workspaces')
      .select('id')
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id as WorkspaceId);
  };

  return {
    get,

    async update(workspaceId: WorkspaceId, change: GovernanceSettings): Promise<GovernanceSettings> {
      await settings.set(workspaceId, 'governance-reviews', change.reviewsNewProposals ? 'on' : 'off');
      return get(workspaceId);
    },

    /** Workspaces in which new proposals are reviewed by themselves. */
    async listReviewing(): Promise<WorkspaceId[]> {
      const workspaces = await listWorkspaces();
      const answers = await Promise.all(workspaces.map(get));
      return workspaces.filter((_id, index) => answers[index]?.reviewsNewProposals);
    },
  };
}
