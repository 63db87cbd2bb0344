import { basename, extname } from 'node:path';

/** Name of a file's language as shown to people and used in filters; `text` when nothing is known. */
export function languageOf(path: string): string {
  const name = basename(path).toLowerCase();
  return BY_NAME.get(name) ?? BY_EXTENSION.get(extname(name).slice(1)) ?? 'text';
}

const BY_NAME = new Map<string, string>([
  ['dockerfile', 'dockerfile'],
  ['makefile', 'makefile'],
  ['gemfile', 'ruby'],
  ['rakefile', 'ruby'],
  ['.bashrc', 'bash'],
  ['.profile', 'bash'],
]);

const EXTENSIONS: Record<string, string> = {
  typescript: 'ts mts cts',
  tsx: 'tsx',
  javascript: 'js mjs cjs jsx',
  python: 'py pyi pyw',
  go: 'go',
  rust: 'rs',
  java: 'java',
  cpp: 'cpp cc cxx hpp hh hxx ipp inl cu cuh',
  c: 'c h',
  csharp: 'cs csx',
  ruby: 'rb rake gemspec',
  php: 'php phtml',
  bash: 'sh bash zsh ksh',
  css: 'css',
  markdown: 'md mdx markdown',
  html: 'html htm',
  json: 'json jsonc json5',
  yaml: 'yaml yml',
  toml: 'toml',
  xml: 'xml xsd xsl svg',
  sql: 'sql',
  graphql: 'graphql gql',
  protobuf: 'proto',
  kotlin: 'kt kts',
  swift: 'swift',
  scala: 'scala sc',
  lua: 'lua',
  elixir: 'ex exs',
  haskell: 'hs',
  vue: 'vue',
  svelte: 'svelte',
  solidity: 'sol',
  terraform: 'tf tfvars',
  scss: 'scss sass less',
  ini: 'ini cfg conf properties',
  restructuredtext: 'rst',
};

const BY_EXTENSION = new Map<string, string>(
  Object.entries(EXTENSIONS).flatMap(([language, list]) =>
    list.split(' ').map((extension): [string, string] => [extension, language]),
  ),
);
