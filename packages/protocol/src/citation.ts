import { z } from 'zod';

/** Points at lines of one version of one file. Lines are 1-based and inclusive. */
export const citationSchema = z
  .object({
    /** Relative to the source, with forward slashes. */
    path: z.string().min(1),
    startLine: z.int().min(1),
    endLine: z.int().min(1),
    symbol: z.string().optional(),
    /** Git blob hash of the cited content: the viewer shows this content, not today's file. */
    blobHash: z.string(),
    commit: z.string().optional(),
    /** The source the path is relative to; absent when only one source is in play. */
    sourceId: z.string().optional(),
  })
  .meta({ id: 'Citation' });
export type Citation = z.infer<typeof citationSchema>;

/** A retrieved piece of text with the place it came from. */
export const passageSchema = z
  .object({
    text: z.string(),
    citation: citationSchema,
    /** Higher is better; comparable only within one result list. */
    score: z.number(),
    language: z.string().optional(),
    /** Names that the text defines, at module or class level, in order; absent where nobody looked. */
    symbols: z.array(z.string()).optional(),
  })
  .meta({ id: 'Passage' });
export type Passage = z.infer<typeof passageSchema>;
