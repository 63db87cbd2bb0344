import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import type { ForkRecord } from './listing-store.ts';
import type { CheckedListing } from './parse-listing.ts';

export interface ForkUpdate {
  fork: ForkRecord;
  /** The newest version of the listing. */
  newest: CheckedListing;
}

/** The fork and the newest version of what it came from. Throws NOT_FOUND, or CONFLICT when there is nothing newer. */
export async function findForkUpdate(
  services: Services,
  workspaceId: WorkspaceId,
  id: string,
): Promise<ForkUpdate> {
  const fork = await services.listings.findFork(workspaceId, id);
  if (!fork) {
    throw new CodexError({
      code: 'NOT_FOUND',
      message: `${id} was not forked from a listing.`,
      hint: 'Only forks have updates.',
    });
  }
  const { registry, lineage } = fork;
  const update = (await services.marketplace.describeFork(services, fork))?.update;
  if (registry === undefined || update === undefined) {
    throw new CodexError({
      code: 'CONFLICT',
      message: `${lineage.slug} ${lineage.version} is the newest version there is.`,
      hint: 'There is nothing to update.',
    });
  }
  const key = { workspaceId, registry, slug: lineage.slug, version: update };
  return { fork, newest: (await services.marketplace.find(key)).checked };
}
