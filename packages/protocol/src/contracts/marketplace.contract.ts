/** Listings that others published, and one's own. Reading, checking and importing a listing runs nothing. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { registryIdSchema } from '../ids.ts';
import { jsonObjectSchema } from '../json.ts';
import {
  lineageSchema,
  listingBodySchema,
  listingFileSchema,
  listingKindSchema,
  listingNeedsSchema,
  listingSlugSchema,
  listingTagSchema,
  listingVersionSchema,
  MAX_LISTING_BYTES,
  registryEntrySchema,
} from '../listing.ts';

const base = { tag: 'marketplace' } as const;

/** `builtin`, `server` (what was published here), or the id of a registry that was added. */
export const registryKeySchema = z.union([z.literal('builtin'), z.literal('server'), registryIdSchema]);
export type RegistryKey = z.infer<typeof registryKeySchema>;

export const registrySchema = z.object({
  key: registryKeySchema,
  kind: z.enum(['builtin', 'server', 'http', 'git']),
  name: z.string(),
  location: z.string(),
  state: z.enum(['ready', 'unreachable', 'invalid']),
  /** What is wrong and what to do, when the state is not `ready`. */
  problem: z.string().optional(),
  listingCount: z.int(),
  readAt: z.number().optional(),
});
export type RegistryStatus = z.infer<typeof registrySchema>;

export const listingSummarySchema = registryEntrySchema
  .omit({ file: true })
  .extend({ registry: registryKeySchema, registryName: z.string() });
export type ListingSummary = z.infer<typeof listingSummarySchema>;

/** `signed`: by the key of the author it names; `shipped`: comes with the app; `unsigned`: nobody vouches for it. */
export const listingTrustSchema = z.enum(['signed', 'shipped', 'unsigned']);

export const listingDetailSchema = z.object({
  registry: registryKeySchema,
  listing: listingBodySchema,
  contentHash: z.string(),
  trust: listingTrustSchema,
  /** Of the author's key: `A1B2 C3D4 …`, to compare by other means. */
  fingerprint: z.string().optional(),
  /** Other versions that the registry has, the newest first. */
  versions: z.array(listingVersionSchema),
  /** What this workspace lacks for it to run. */
  missing: z.object({
    secrets: z.array(z.string()),
    tools: z.array(z.string()),
    models: z.array(z.string()),
  }),
});
export type ListingDetail = z.infer<typeof listingDetailSchema>;

const listingParams = z.object({ registry: registryKeySchema, slug: listingSlugSchema });

export const listListings = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/marketplace/listings',
  name: 'listListings',
  summary: 'Listings of all registries, the newest version of each',
  permission: 'listing:read',
  query: z.object({
    query: z.string().max(200).default(''),
    kind: listingKindSchema.optional(),
    tag: listingTagSchema.optional(),
    registry: registryKeySchema.optional(),
    /** `true` reads the registries again instead of using what was seen in the last five minutes. */
    refresh: z.enum(['true', 'false']).default('false'),
  }),
  response: listOf(listingSummarySchema).extend({
    tags: z.array(z.object({ tag: z.string(), count: z.int() })),
    registries: z.array(registrySchema),
  }),
});

export const getListing = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/marketplace/:registry/:slug',
  name: 'getListing',
  summary: 'A listing with its content, who signed it, and what this workspace lacks for it',
  permission: 'listing:read',
  params: listingParams,
  query: z.object({ version: listingVersionSchema.optional() }),
  response: listingDetailSchema,
});

export const getListingFile = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/marketplace/:registry/:slug/file',
  name: 'getListingFile',
  summary: 'A listing as a file, to pass on',
  permission: 'listing:read',
  params: listingParams,
  query: z.object({ version: listingVersionSchema.optional() }),
  response: listingFileSchema,
});

export const publishListing = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/marketplace/listings',
  name: 'publishListing',
  summary: 'Publish a flow, an agent or a tool as a listing, signed with your key',
  permission: 'listing:write',
  status: 201,
  body: z.object({
    kind: listingKindSchema,
    /** Id of the flow, agent or tool; the published version is what is listed, of a tool what is saved. */
    id: z.string().max(64),
    slug: listingSlugSchema,
    version: listingVersionSchema,
    name: z.string().min(1).max(120),
    description: z.string().min(1).max(300),
    readme: z.string().max(50_000).default(''),
    tags: z.array(listingTagSchema).max(10).default([]),
    licence: z.string().min(1).max(64).default('Apache-2.0'),
  }),
  response: listingDetailSchema,
});

export const withdrawListing = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/marketplace/server/:slug',
  name: 'withdrawListing',
  summary: 'Withdraw a listing of this workspace with all its versions; forks stay',
  permission: 'listing:write',
  params: z.object({ slug: listingSlugSchema }),
  response: emptySchema,
});

export const forkSchema = z.object({
  kind: listingKindSchema,
  id: z.string(),
  name: z.string(),
  registry: registryKeySchema.optional(),
  lineage: lineageSchema,
  forkedAt: z.number(),
  /** The newest version of the listing, when it is newer than the one that was forked. */
  update: listingVersionSchema.optional(),
});
export type Fork = z.infer<typeof forkSchema>;

export const forkListing = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/marketplace/:registry/:slug/fork',
  name: 'forkListing',
  summary: 'Copy a listing into this workspace, to change and run',
  permission: 'listing:fork',
  status: 201,
  params: listingParams,
  body: z.object({ version: listingVersionSchema.optional(), name: z.string().min(1).max(120).optional() }),
  response: forkSchema,
});

export const previewListingFile = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/marketplace/preview',
  name: 'previewListingFile',
  summary: 'What a listing file holds and who signed it, without keeping or running anything',
  permission: 'listing:read',
  isAudited: false,
  body: z.object({ text: z.string().min(1).max(MAX_LISTING_BYTES) }),
  response: listingDetailSchema.omit({ registry: true, versions: true }),
});

export const importListingFile = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/marketplace/import',
  name: 'importListingFile',
  summary: 'Fork a listing from a file',
  permission: 'listing:fork',
  status: 201,
  body: z.object({
    text: z.string().min(1).max(MAX_LISTING_BYTES),
    name: z.string().min(1).max(120).optional(),
  }),
  response: forkSchema,
});

export const listForks = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/marketplace/forks',
  name: 'listForks',
  summary: 'What this workspace forked, and where there is a newer version',
  permission: 'listing:read',
  response: listOf(forkSchema),
});

/** A flow, agent or tool that comes along with a fork, and what an update does to it. */
export const forkPartSchema = z.object({
  kind: listingKindSchema,
  name: z.string(),
  /** `updated`: nobody touched it here; `kept`: somebody did, so it stays as it is. */
  state: z.enum(['new', 'updated', 'kept']),
  /** As it was forked; absent when the forked version did not bring it. */
  forked: jsonObjectSchema.optional(),
  newest: jsonObjectSchema,
});
export type ForkPart = z.infer<typeof forkPartSchema>;

export const getForkUpdate = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/marketplace/forks/:id/update',
  name: 'getForkUpdate',
  summary: 'What the newest version would change: the version forked, the draft here, and the newest version',
  permission: 'listing:read',
  params: z.object({ id: z.string().max(64) }),
  response: z.object({
    from: listingVersionSchema,
    to: listingVersionSchema,
    /** True when another key signed the newest version than the one that was forked. */
    isOtherAuthor: z.boolean(),
    kind: listingKindSchema,
    forked: jsonObjectSchema,
    draft: jsonObjectSchema,
    newest: jsonObjectSchema,
    /** What comes along and would be made, replaced or left alone. */
    parts: z.array(forkPartSchema),
    /** What the forked version asks of a workspace, and what the newest one does. */
    needs: z.object({ forked: listingNeedsSchema, newest: listingNeedsSchema }),
  }),
});

export const applyForkUpdate = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/marketplace/forks/:id/update',
  name: 'applyForkUpdate',
  summary: 'Put the newest version in place of the draft; the draft is kept as a version first',
  permission: 'listing:fork',
  params: z.object({ id: z.string().max(64) }),
  body: z.object({ to: listingVersionSchema }),
  response: forkSchema,
});

export const addRegistry = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/marketplace/registries',
  name: 'addRegistry',
  summary: 'Add a registry: the address of an index.json, or of a git repository that holds one',
  permission: 'registry:manage',
  status: 201,
  body: z.object({ kind: z.enum(['http', 'git']), location: z.string().min(3).max(2_000) }),
  response: registrySchema,
});

export const removeRegistry = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/marketplace/registries/:registryId',
  name: 'removeRegistry',
  summary: 'Remove a registry; what was forked from it stays',
  permission: 'registry:manage',
  params: z.object({ registryId: registryIdSchema }),
  response: emptySchema,
});
