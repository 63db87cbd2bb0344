import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
let ready: Promise<void> | undefined;
const languages = new Map<string, Promise<Language>>();

/** A parser for one grammar file of `@vscode/tree-sitter-wasm`; each grammar is loaded once per thread. */
export async function createParser(wasm: string): Promise<Parser> {
  ready ??= Parser.init();
  await ready;
  let language = languages.get(wasm);
  if (!language) {
    const folder = dirname(require.resolve('@vscode/tree-sitter-wasm/package.json'));
    language = Language.load(join(folder, 'wasm', `tree-sitter-${wasm}.wasm`));
    languages.set(wasm, language);
  }
  const parser = new Parser();
  parser.setLanguage(await language);
  return parser;
}
