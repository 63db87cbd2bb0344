import { publishListing } from '@codexos/protocol/contracts/marketplace.contract';
import {
  LISTING_FORMAT,
  type ListingBody,
  type ListingContent,
  type ListingKind,
} from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';
import type { Principal } from '../../guard/principal.ts';
import type { Services } from '../../services.ts';
import { defineUseCase } from '../../use-case.ts';
import { bundleAgent, bundleFlow, bundleTool } from './bundle-content.ts';
import { signListing } from './listing-signature.ts';
import { needsOfContent } from './needs-of-content.ts';
import { parseListing } from './parse-listing.ts';

export const publishListingUseCase = defineUseCase(
  publishListing,
  async ({ services, principal, body }) => {
    const { kind, id, ...words } = body;
    const content = await contentOf(services, principal, { kind, id });
    const fork = await services.listings.findFork(principal.workspaceId, id);
    const keys = await services.authorKeys.get(principal);
    const { userName } = await services.sessions.describe(principal);
    const listing: ListingBody = {
      format: LISTING_FORMAT,
      ...words,
      publishedAt: services.clock(),
      needs: needsOfContent(content),
      content,
      author: { name: userName, publicKey: keys.publicKey },
      ...(fork ? { lineage: fork.lineage } : {}),
    };
    const text = JSON.stringify({ listing, signature: signListing(listing, keys) });
    // What goes out must be what others will be able to read.
    const checked = parseListing(text);
    await services.listings.publish(principal, checked, text);
    const { slug } = words;
    const found = await services.marketplace.find({
      workspaceId: principal.workspaceId,
      registry: 'server',
      slug,
    });
    return {
      registry: 'server' as const,
      versions: found.versions,
      ...(await services.marketplace.describe(services, principal.workspaceId, {
        checked,
        isShipped: false,
      })),
    };
  },
  ({ body }) => ({ target: body.slug, details: { kind: body.kind, id: body.id } }),
);

/** Only what is published is listed: what others fork must be what was said to be ready. */
async function contentOf(
  services: Services,
  { workspaceId }: Principal,
  { kind, id }: { kind: ListingKind; id: string },
): Promise<ListingContent> {
  if (kind === 'agent') return bundleAgent(services, workspaceId, id);
  if (kind === 'tool') return bundleTool(services, workspaceId, id);
  const { flows } = services;
  const { name, publishedVersion } = await flows.get({ workspaceId, flowId: id });
  if (publishedVersion === undefined) {
    throw new CodexError({
      code: 'NOT_PUBLISHED',
      message: `The flow ${name} has no published version.`,
      hint: 'Publish a version of the flow first; that version is what is listed.',
    });
  }
  const { flow } = await flows.getVersion({ workspaceId, flowId: id }, publishedVersion);
  return bundleFlow(services, workspaceId, flow);
}
