import { z } from 'zod';
import { defineContract, listOf } from '../contract.ts';
import { sourceIdSchema } from '../ids.ts';

const base = { tag: 'files' } as const;

export const fileEntrySchema = z.object({
  name: z.string(),
  /** Relative to the source, or absolute when browsing this machine's folders. */
  path: z.string(),
  kind: z.enum(['folder', 'file']),
  byteCount: z.number().optional(),
  /** True for a folder that is a git repository. */
  isRepository: z.boolean().optional(),
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

export const fileContentSchema = z.object({
  path: z.string(),
  language: z.string(),
  text: z.string(),
  byteCount: z.number(),
  lineCount: z.int(),
  blobHash: z.string(),
  commit: z.string().optional(),
  /** False when the file on disk has changed since (or is gone) and this is the cited content. */
  isCurrent: z.boolean(),
  /** True when the content was cut at the size limit of a preview. */
  isTruncated: z.boolean(),
});
export type FileContent = z.infer<typeof fileContentSchema>;

export const listSourceFiles = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/sources/:sourceId/files',
  name: 'listSourceFiles',
  summary: 'Entries of one folder of a source',
  permission: 'file:read',
  params: z.object({ sourceId: sourceIdSchema }),
  query: z.object({ path: z.string().max(2_000).default('') }),
  response: listOf(fileEntrySchema),
});

export const getSourceFile = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/sources/:sourceId/file',
  name: 'getSourceFile',
  summary: 'A file of a source: as it was read (with `blobHash`) or as it is',
  permission: 'file:read',
  params: z.object({ sourceId: sourceIdSchema }),
  query: z.object({ path: z.string().min(1).max(2_000), blobHash: z.string().max(64).optional() }),
  response: fileContentSchema,
});

export const rootSchema = z.object({ path: z.string(), label: z.string(), isRemovable: z.boolean() });
export type Root = z.infer<typeof rootSchema>;

export const listRoots = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/roots',
  name: 'listRoots',
  summary: 'Folders of this machine that sources may come from',
  permission: 'file:read',
  response: listOf(rootSchema),
});

export const addRoot = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/roots',
  name: 'addRoot',
  summary: 'Allow sources from one more folder of this machine',
  permission: 'settings:write',
  status: 201,
  body: z.object({ path: z.string().min(1).max(2_000) }),
  response: rootSchema,
});

export const removeRoot = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/roots',
  name: 'removeRoot',
  summary: 'Withdraw a folder that was allowed',
  permission: 'settings:write',
  query: z.object({ path: z.string().min(1).max(2_000) }),
  response: listOf(rootSchema),
});

export const browseFolders = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/folders',
  name: 'browseFolders',
  summary: 'Folders below a folder of this machine, inside the allowed roots',
  permission: 'file:read',
  query: z.object({ path: z.string().min(1).max(2_000) }),
  response: z.object({ path: z.string(), parent: z.string().optional(), items: z.array(fileEntrySchema) }),
});
