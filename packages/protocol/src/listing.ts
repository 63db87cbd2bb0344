/**
 * A listing: a flow, an agent or a tool as a file that others can read, check and fork. It is data and nothing else; nothing
 * in it runs when it is loaded, shown or imported. It names secrets and knowledge by what they are for, never by value
 * or by an id of the workspace that it came from.
 */
import { z } from 'zod';
import { agentConfigSchema } from './agent.ts';
import { flowSchema } from './flow.ts';
import { flowOutlineSchema } from './flow-outline.ts';
import { jsonObjectSchema } from './json.ts';
import { secretHostSchema, secretNameSchema } from './secret.ts';
import { toolDocumentSchema } from './tool.ts';

export const LISTING_FORMAT = 'codexos.listing/v1';
export const REGISTRY_FORMAT = 'codexos.registry/v1';
export const MAX_LISTING_BYTES = 2 * 1024 * 1024;

export const listingSlugSchema = z
  .string()
  .min(2)
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens');

/** Source: Semantic Versioning 2.0.0, without pre-release and build parts. */
export const listingVersionSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/, 'must be a version such as 1.0.0');

export const listingTagSchema = z
  .string()
  .min(2)
  .max(32)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens');

export const listingKindSchema = z.enum(['flow', 'agent', 'tool']);
export type ListingKind = z.infer<typeof listingKindSchema>;

/** An agent that comes along; other parts of the content name it by `key`. */
export const listedAgentSchema = z.object({
  key: listingSlugSchema,
  name: z.string().min(1).max(120),
  description: z.string().max(2_000).default(''),
  config: agentConfigSchema,
});
export type ListedAgent = z.infer<typeof listedAgentSchema>;

/** A flow that another one calls; it names it by `key`. */
export const listedFlowSchema = z.object({ key: listingSlugSchema, flow: flowSchema });
export type ListedFlow = z.infer<typeof listedFlowSchema>;

export const listingAuthorSchema = z.object({
  name: z.string().min(1).max(120),
  /** Ed25519, raw 32 bytes in base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** What it was forked from, so that its line can be followed back. */
export const lineageSchema = z.object({
  slug: listingSlugSchema,
  version: listingVersionSchema,
  contentHash: z.string().length(64),
  author: listingAuthorSchema.optional(),
});
export type Lineage = z.infer<typeof lineageSchema>;

/** A workspace tool that comes along; other parts of the content name it as its document does. */
export const listedToolSchema = z.object({
  document: toolDocumentSchema,
  /** The listing that it is of its own, where there is one. */
  lineage: lineageSchema.optional(),
});
export type ListedTool = z.infer<typeof listedToolSchema>;

const toolsOfContent = z.array(listedToolSchema).max(100).default([]);

export const listingContentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('flow'),
    flow: flowSchema,
    /** The flows that it calls, and that those call. */
    flows: z.array(listedFlowSchema).max(50).default([]),
    agents: z.array(listedAgentSchema).max(50).default([]),
    tools: toolsOfContent,
  }),
  /** The first agent is the one that is listed, the others are its sub-agents. */
  z.object({
    kind: z.literal('agent'),
    agents: z.array(listedAgentSchema).min(1).max(50),
    tools: toolsOfContent,
  }),
  z.object({
    kind: z.literal('tool'),
    agents: z.array(listedAgentSchema).max(0).default([]),
    tools: z.array(listedToolSchema).length(1),
  }),
]);
export type ListingContent = z.infer<typeof listingContentSchema>;
/** With what is empty left out. */
export type ListingContentInput = z.input<typeof listingContentSchema>;

/** What the content asks of a workspace; made from the content and checked against it. */
export const listingNeedsSchema = z.object({
  secrets: z.array(
    z.object({
      name: secretNameSchema,
      tools: z.array(z.string().max(64)).max(50),
      hosts: z.array(secretHostSchema).max(50),
    }),
  ),
  /** Tools that do not come along. */
  tools: z.array(z.string().max(64)).max(100),
  /** Where the tools that come along go. */
  hosts: z.array(secretHostSchema).max(100).default([]),
  models: z.array(z.string().max(200)).max(50),
  /** Effects beyond reading: those that a flow turns on, or those of the tools that come along. */
  effects: z.array(z.enum(['write', 'spend'])).max(2),
  /** True when a repository or knowledge base is chosen at each run. */
  isAskingSource: z.boolean(),
});
export type ListingNeeds = z.infer<typeof listingNeedsSchema>;

/** Everything that the signature covers. */
export const listingBodySchema = z.strictObject({
  format: z.literal(LISTING_FORMAT),
  slug: listingSlugSchema,
  version: listingVersionSchema,
  name: z.string().min(1).max(120),
  description: z.string().min(1).max(300),
  /** Markdown; shown as text, links and code, never as HTML. */
  readme: z.string().max(50_000).default(''),
  tags: z.array(listingTagSchema).max(10).default([]),
  /** SPDX identifier. */
  licence: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9.+-]+$/, 'must be an SPDX identifier such as Apache-2.0'),
  publishedAt: z.int(),
  needs: listingNeedsSchema,
  content: listingContentSchema,
  /** Values for the inputs of a first run. */
  sampleInput: jsonObjectSchema.optional(),
  lineage: lineageSchema.optional(),
  author: listingAuthorSchema.optional(),
});
export type ListingBody = z.infer<typeof listingBodySchema>;

/** Ed25519 over the canonical bytes of the body, in base64url; absent when the body names no author. */
export const listingFileSchema = z
  .strictObject({
    listing: listingBodySchema,
    signature: z
      .string()
      .regex(/^[A-Za-z0-9_-]{86}$/)
      .optional(),
  })
  .meta({ id: 'ListingFile' });
export type ListingFile = z.infer<typeof listingFileSchema>;

/** One line of a registry's index. */
export const registryEntrySchema = z.object({
  slug: listingSlugSchema,
  version: listingVersionSchema,
  kind: listingKindSchema,
  name: z.string().max(120),
  description: z.string().max(300),
  tags: z.array(listingTagSchema).max(10).default([]),
  licence: z.string().max(64),
  authorName: z.string().max(120).optional(),
  publishedAt: z.int(),
  /** The picture of a flow; a registry may leave it out. */
  outline: flowOutlineSchema.optional(),
  /** SHA-256 of the canonical bytes of the body, in hex. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where the listing file is, relative to the index. */
  file: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*\.json$/, 'must be a relative path to a .json file')
    .refine((path) => !path.split('/').includes('..'), 'must not leave the registry'),
});
export type RegistryEntry = z.infer<typeof registryEntrySchema>;

/** A registry is this file and the files it names, on any web server or in any git repository. */
export const registryIndexSchema = z.object({
  format: z.literal(REGISTRY_FORMAT),
  name: z.string().min(1).max(120),
  listings: z.array(registryEntrySchema).max(10_000),
});
export type RegistryIndex = z.infer<typeof registryIndexSchema>;
