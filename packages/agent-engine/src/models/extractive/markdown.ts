import type { Passage } from '@codexos/protocol/citation';

/** Inline code, also of text that holds backticks itself. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`;
}

/** A fenced block, with a fence that the text itself cannot close. */
export function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^[ \t]*(`+)/gm)].map(([, ticks = '']) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** Quoted prose that shows as it is: no image of it is loaded, no number in it looks like a citation, no tag acts. */
export function plainText(text: string): string {
  return text
    .split(/(`+[^`]*`+)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\[(\d{1,4})\]/g, '\\[$1\\]')
            .replace(/!\[/g, '!\\[')
            .replace(/</g, '\\<'),
    )
    .join('');
}

const LANGUAGES: Readonly<Record<string, string>> = {
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'jsx',
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  hpp: 'cpp',
  cs: 'csharp',
  php: 'php',
  swift: 'swift',
  sh: 'bash',
  sql: 'sql',
  css: 'css',
  html: 'html',
  json: 'json',
  yml: 'yaml',
  yaml: 'yaml',
  toml: 'toml',
  sol: 'solidity',
};

/** What a fence calls the language of a passage. */
export function languageOf({ language, citation }: Passage): string {
  const extension = /\.(\w+)$/.exec(citation.path)?.[1]?.toLowerCase() ?? '';
  return (
    LANGUAGES[extension] ??
    (language !== undefined && /^[\w+#-]+$/.test(language) ? language.toLowerCase() : '')
  );
}
