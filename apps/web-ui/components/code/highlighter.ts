/** One highlighter for the page, loaded on first use; every language is a chunk of its own. */
import type { HighlighterCore, LanguageRegistration } from 'shiki/core';

export const CODE_THEME = 'tokens';

type LanguageModule = Promise<{ default: LanguageRegistration[] }>;

const LANGUAGES: Record<string, () => LanguageModule> = {
  typescript: () => import('shiki/langs/typescript.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  bash: () => import('shiki/langs/bash.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  xml: () => import('shiki/langs/xml.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  scss: () => import('shiki/langs/scss.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  graphql: () => import('shiki/langs/graphql.mjs'),
  kotlin: () => import('shiki/langs/kotlin.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  lua: () => import('shiki/langs/lua.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  dockerfile: () => import('shiki/langs/dockerfile.mjs'),
};

const ALIASES: Record<string, string> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsonc: 'json',
  json5: 'json',
  py: 'python',
  rs: 'rust',
  rb: 'ruby',
  cs: 'csharp',
  'c++': 'cpp',
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  yml: 'yaml',
  md: 'markdown',
  mdx: 'markdown',
  kt: 'kotlin',
  docker: 'dockerfile',
  vue: 'html',
  svelte: 'html',
};

/** The language to highlight with, or undefined when only plain text is possible. */
export function knownLanguage(name: string): string | undefined {
  const lower = name.toLowerCase();
  const resolved = ALIASES[lower] ?? lower;
  return resolved in LANGUAGES ? resolved : undefined;
}

let highlighter: Promise<HighlighterCore> | undefined;
const loaded = new Set<string>();

/** The highlighter with a language ready. */
export async function loadHighlighter(language: string): Promise<HighlighterCore> {
  highlighter ??= createHighlighter();
  const ready = await highlighter;
  const load = LANGUAGES[language];
  if (load && !loaded.has(language)) {
    await ready.loadLanguage((await load()).default);
    loaded.add(language);
  }
  return ready;
}

async function createHighlighter(): Promise<HighlighterCore> {
  const [{ createCssVariablesTheme, createHighlighterCore }, { createJavaScriptRegexEngine }] =
    await Promise.all([import('shiki/core'), import('shiki/engine/javascript')]);
  return createHighlighterCore({
    // Colours are variables of code-colors.css: one markup serves both themes.
    themes: [createCssVariablesTheme({ name: CODE_THEME, variablePrefix: '--code-' })],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
}
