import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-amd64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-amd64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-amd64',
};

/**
 * Path of the node's own binary from npm; undefined where there is none for the machine or it was not installed.
 * The script that the package offers instead would be a second process.
 */
export function findAnvil(): string | undefined {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) return undefined;
  const require = createRequire(import.meta.url);
  const name = `@foundry-rs/anvil-${platform}/package.json`;
  // Looked for in the folders that Node would search, because a missing optional package is no error here.
  const folder = (require.resolve.paths(name) ?? []).find((candidate) => existsSync(join(candidate, name)));
  if (folder === undefined) return undefined;
  const binary = join(
    dirname(join(folder, name)),
    'bin',
    process.platform === 'win32' ? 'anvil.exe' : 'anvil',
  );
  return existsSync(binary) ? binary : undefined;
}
