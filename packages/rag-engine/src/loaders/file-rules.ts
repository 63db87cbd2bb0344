/** Why a file is not part of a source. Reasons are words for people and keys for counting. */
export type SkipReason =
  | 'binary'
  | 'too large'
  | 'generated'
  | 'lock file'
  | 'vendored'
  | 'link'
  | 'unreadable'
  | 'empty'
  | 'secret';

export interface FileLimits {
  /** Files larger than this are skipped; default 1 MiB. */
  maxFileBytes?: number;
}

export const DEFAULT_MAX_FILE_BYTES = 1024 * 1024;

/** Reason to skip a file by its path alone, before it is read. */
export function skipReasonOfPath(path: string): SkipReason | undefined {
  if (VENDORED.test(path)) return 'vendored';
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (LOCK_FILE.test(name)) return 'lock file';
  if (GENERATED.test(name)) return 'generated';
  if (SECRET_FILE.test(name) && !SECRET_TEMPLATE.test(name)) return 'secret';
  return BINARY_EXTENSION.test(name) ? 'binary' : undefined;
}

/** Reason to skip a file by its content. */
export function skipReasonOfContent(content: Uint8Array): SkipReason | undefined {
  if (content.byteLength === 0) return 'empty';
  if (content.subarray(0, 8_000).includes(0)) return 'binary';
  return isMinified(content) ? 'generated' : undefined;
}

const VENDORED =
  /(?:^|\/)(?:\.git|\.hg|\.svn|node_modules|bower_components|__pycache__|\.venv|venv|\.tox|\.next|\.turbo|\.gradle)\//;
const LOCK_FILE =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|composer\.lock|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|go\.sum|flake\.lock|gradle\.lockfile|packages\.lock\.json)$/;
const GENERATED =
  /(?:\.min\.(?:js|css|mjs)|\.map|\.bundle\.js|[._-]pb2?\.(?:go|py)|\.pb\.(?:go|cc|h)|\.snap|\.tsbuildinfo)$/;
const SECRET_FILE =
  /^(?:\.env(?:\..+)?|\.npmrc|\.netrc|\.pypirc|id_(?:rsa|ed25519|ecdsa)|.+\.(?:pem|key|p12|pfx|jks|keystore))$/;
const SECRET_TEMPLATE = /(?:example|sample|template|dist)$/;
const BINARY_EXTENSION =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|mp[34]|m4a|wav|ogg|flac|avi|mov|mkv|webm|woff2?|ttf|otf|eot|zip|gz|bz2|xz|zst|7z|rar|tar|tgz|jar|war|class|exe|dll|so|dylib|a|o|obj|lib|pdb|wasm|pyc|bin|dat|db|sqlite3?|pdf|docx?|xlsx?|pptx?|parquet|onnx|npy|pkl)$/i;

/** Lines this long on average are no lines that a person wrote. */
const MINIFIED_LINE_BYTES = 400;

function isMinified(content: Uint8Array): boolean {
  if (content.byteLength < 5_000) return false;
  let newlines = 1;
  for (const byte of content) if (byte === 10) newlines += 1;
  return content.byteLength / newlines > MINIFIED_LINE_BYTES;
}
