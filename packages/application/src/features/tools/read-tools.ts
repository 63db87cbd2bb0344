import { TOOL_FORMAT, toolFileSchema, type ToolDocument } from '@codexos/protocol/tool';
import { readOpenApi } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';

export interface ReadTools {
  title: string;
  items: { summary: string; document?: ToolDocument; reason?: string }[];
}

/** The tools in an exported file or an OpenAPI 3 document. Throws REQUEST_INVALID. */
export function readTools(
  text: string,
  options: { server?: string | undefined; taken: readonly string[] },
): ReadTools {
  const file = exportedTool(text);
  if (file) return { title: file.label, items: [{ summary: file.label, document: file }] };
  const { title, operations } = readOpenApi(text, options);
  return {
    title,
    items: operations.map(({ method, path, summary, ...rest }) => ({
      summary: summary === '' ? `${method} ${path}` : `${method} ${path} · ${summary}`,
      ...rest,
    })),
  };
}

/** A tool as the studio or the command line wrote it; undefined for anything else. */
function exportedTool(text: string): ToolDocument | undefined {
  if (!text.includes(TOOL_FORMAT)) return undefined;
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== TOOL_FORMAT)
    return undefined;
  const parsed = toolFileSchema.safeParse(value);
  if (parsed.success) return parsed.data.tool;
  const issues = parsed.error.issues.slice(0, 20).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: `The file is no tool that can be used. ${issues.join('; ')}`,
    hint: 'Export it again.',
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It may be YAML, which the reader of OpenAPI documents understands.
    return undefined;
  }
}
