'use client';
import { useEffect, useMemo, useState } from 'react';
import { CODE_THEME, knownLanguage, loadHighlighter } from './highlighter';

export interface CodeToken {
  content: string;
  color?: string | undefined;
}

/** Beyond this the page would stutter, and nobody reads by colour any more. */
const HIGHLIGHT_LIMIT = 400_000;
const LINES_AT_ONCE = 300;
const LINE_LIMIT = 2_000;

interface Highlighted {
  code: string;
  language: string;
  lines: CodeToken[][];
}

/** The lines of a text: plain at once, coloured as soon as the highlighter got to them. */
export function useHighlightedLines(code: string, language: string): CodeToken[][] {
  const plain = useMemo(() => code.split('\n').map((content): CodeToken[] => [{ content }]), [code]);
  const [done, setDone] = useState<Highlighted>();
  const known = knownLanguage(language);
  useEffect(() => {
    if (!known || code.length > HIGHLIGHT_LIMIT) return;
    let isLeft = false;
    const show = (lines: CodeToken[][]) => setDone({ code, language: known, lines });
    void highlight(code, known, { show, isStopped: () => isLeft });
    return () => {
      isLeft = true;
    };
  }, [code, known]);
  return useMemo(() => {
    if (!done || done.language !== known) return plain;
    if (done.code === code) return [...done.lines, ...plain.slice(done.lines.length)];
    // Text that grows keeps the colours of the lines that stand.
    return plain.map((line, index) => {
      const before = done.lines[index];
      return before && textOf(before) === line[0]?.content ? before : line;
    });
  }, [done, known, code, plain]);
}

const textOf = (tokens: readonly CodeToken[]): string => tokens.map(({ content }) => content).join('');

interface Progress {
  show: (lines: CodeToken[][]) => void;
  isStopped: () => boolean;
}

/** In pieces, with a breath between them, so that a long file never blocks the page. */
async function highlight(code: string, language: string, { show, isStopped }: Progress): Promise<void> {
  const highlighter = await loadHighlighter(language);
  const source = code.split('\n');
  const lines: CodeToken[][] = [];
  let grammarState: ReturnType<typeof highlighter.getLastGrammarState> | undefined;
  for (let start = 0; start < source.length; start += LINES_AT_ONCE) {
    if (isStopped()) return;
    const result = highlighter.codeToTokens(source.slice(start, start + LINES_AT_ONCE).join('\n'), {
      lang: language,
      theme: CODE_THEME,
      tokenizeMaxLineLength: LINE_LIMIT,
      ...(grammarState ? { grammarState } : {}),
    });
    grammarState = result.grammarState;
    lines.push(...result.tokens.map((tokens) => tokens.map(({ content, color }) => ({ content, color }))));
    show([...lines]);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
