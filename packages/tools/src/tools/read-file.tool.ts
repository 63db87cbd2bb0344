import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineTool } from '../define-tool.ts';
import { NO_SOURCE, requirePort } from '../require-port.ts';

/** More lines than this are given in several calls. */
const MAX_LINES = 800;
const MAX_CHARS = 60_000;

/** Reads lines of a file of the bound source. */
export const readFileTool = defineTool({
  name: 'read-file',
  label: 'Read file',
  description: 'Read a text file of the source, whole or a range of lines. Lines come with their numbers.',
  icon: 'file-text',
  effect: 'read',
  input: z.object({
    path: z
      .string()
      .min(1)
      .max(1_000)
      .describe('Path relative to the source')
      .meta({ label: 'Path', placeholder: 'src/index.ts' }),
    startLine: z.int().min(1).optional().describe('First line, 1-based').meta({ label: 'First line' }),
    endLine: z.int().min(1).optional().describe('Last line, inclusive').meta({ label: 'Last line' }),
  }),
  output: z.object({
    path: z.string(),
    startLine: z.int(),
    endLine: z.int(),
    totalLines: z.int(),
    /** Each line as `number<tab>text`. */
    text: z.string(),
    isTruncated: z.boolean(),
  }),
  async run({ input, context }) {
    const file = await requirePort(context.files, NO_SOURCE).read(input.path, context.signal);
    const lines = file.text.split(/\r\n|\n|\r/);
    if (lines.length > 1 && lines.at(-1) === '') lines.pop();
    const { startLine, endLine } = rangeOf(input, lines.length);
    const { numbered, lastLine } = numberLines(lines, startLine, endLine);
    const { path, blobHash, commit } = file;
    return {
      output: {
        path,
        startLine,
        endLine: lastLine,
        totalLines: lines.length,
        text: numbered,
        isTruncated: lastLine < endLine,
      },
      citations: [
        { path, startLine, endLine: lastLine, blobHash, ...(commit === undefined ? {} : { commit }) },
      ],
    };
  },
});

function rangeOf(
  { startLine = 1, endLine }: { startLine?: number | undefined; endLine?: number | undefined },
  total: number,
): { startLine: number; endLine: number } {
  if (startLine > total) {
    throw new CodexError({
      code: 'TOOL_INPUT_INVALID',
      message: `The file has ${total} lines, so line ${startLine} does not exist.`,
      hint: 'Ask for a lower first line.',
    });
  }
  if (endLine !== undefined && endLine < startLine) {
    throw new CodexError({
      code: 'TOOL_INPUT_INVALID',
      message: `The last line ${endLine} stands before the first line ${startLine}.`,
      hint: 'Swap the two.',
    });
  }
  return { startLine, endLine: Math.min(endLine ?? total, total) };
}

function numberLines(
  lines: readonly string[],
  startLine: number,
  endLine: number,
): { numbered: string; lastLine: number } {
  const out: string[] = [];
  let size = 0;
  let lastLine = startLine;
  for (let line = startLine; line <= endLine && out.length < MAX_LINES; line += 1) {
    const text = `${line}\t${(lines[line - 1] ?? '').slice(0, MAX_CHARS)}`;
    if (out.length > 0 && size + text.length > MAX_CHARS) break;
    out.push(text);
    size += text.length;
    lastLine = line;
  }
  return { numbered: out.join('\n'), lastLine };
}
