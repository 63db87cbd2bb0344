import { z } from 'zod';
import { defineTool } from '../define-tool.ts';
import { NO_SOURCE, requirePort } from '../require-port.ts';
import { pathMatcher } from '../search/path-matcher.ts';

/** Lists files of the bound source. */
export const listFilesTool = defineTool({
  name: 'list-files',
  label: 'List files',
  description:
    'List the paths of files in the source, all or those below a folder or matching a glob such as **/*.test.ts.',
  icon: 'folder-tree',
  effect: 'read',
  input: z.object({
    pattern: z
      .string()
      .max(500)
      .default('')
      .describe('Folder prefix or glob; empty for all')
      .meta({ label: 'Folder or glob', placeholder: 'src/**/*.ts' }),
    limit: z.int().min(1).max(2_000).default(200).describe('Most paths to return').meta({ label: 'Limit' }),
  }),
  output: z.object({ paths: z.array(z.string()), total: z.int(), isTruncated: z.boolean() }),
  async run({ input: { pattern, limit }, context }) {
    const all = await requirePort(context.files, NO_SOURCE).list(context.signal);
    const matching = all.filter(pathMatcher(pattern));
    return {
      output: {
        paths: matching.slice(0, limit),
        total: matching.length,
        isTruncated: matching.length > limit,
      },
    };
  },
});
