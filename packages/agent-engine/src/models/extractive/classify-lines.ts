export interface LineClass {
  type: 'documentation' | 'remark' | 'code';
  /** The line without the marks of a comment. */
  text: string;
}

export interface ClassifyOptions {
  path: string;
  language: string | undefined;
}

/**
 * Tells comments from code, line by line, by the marks that most languages share. Line comments that stand before any
 * code document what follows; those among code are remarks on it.
 */
export function classifyLines(lines: readonly string[], options: ClassifyOptions): LineClass[] {
  const hasHashComments = usesHashComments(options);
  let closing: RegExp | null = null;
  let isAmongCode = false;
  return lines.map((line): LineClass => {
    const text = stripMarks(line);
    if (closing) {
      if (closing.test(line)) closing = null;
      return { type: 'documentation', text };
    }
    const opened = blockOpening(line);
    if (opened) {
      if (!opened.closing.test(line.trimStart().slice(opened.width))) closing = opened.closing;
      return { type: 'documentation', text };
    }
    if (isLineComment(line, hasHashComments)) {
      const isDocumentation = !isAmongCode || /^\s*\/\/[/!]/.test(line);
      return { type: isDocumentation ? 'documentation' : 'remark', text };
    }
    isAmongCode = line.trim() !== '';
    return { type: 'code', text: line };
  });
}

function usesHashComments({ path, language = '' }: ClassifyOptions): boolean {
  return (
    /^(python|ruby|shell|bash|sh|yaml|toml|elixir|perl|r|dockerfile|makefile)$/i.test(language) ||
    /\.(py|rb|sh|ya?ml|toml|exs?|pl|r)$/i.test(path)
  );
}

function blockOpening(line: string): { closing: RegExp; width: number } | null {
  const text = line.trimStart();
  if (text.startsWith('/*')) return { closing: /\*\//, width: 2 };
  if (/^(?:[rRuU]?"""|''')/.test(text)) return { closing: /"""|'''/, width: text.search(/["']/) + 3 };
  return text.startsWith('<!--') ? { closing: /-->/, width: 4 } : null;
}

function isLineComment(line: string, hasHashComments: boolean): boolean {
  const text = line.trimStart();
  return text.startsWith('//') || (hasHashComments && /^#(?!!)/.test(text)) || /^--\s/.test(text);
}

function stripMarks(line: string): string {
  return line
    .replace(/^\s*(?:\/\*+|\/\/[/!]?|\*\/|\*(?!\*)|#+|--(?=\s)|<!--|[rRuU]?"""|''')\s?/, '')
    .trimEnd()
    .replace(/(?:(?<!\*)\*+\/|"""|'''|-->)$/, '')
    .trimEnd();
}
