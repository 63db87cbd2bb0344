/** Knows whether the built studio belongs to the sources as they are, by a fingerprint of paths and contents. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, projectFolder } from './toolchain.mjs';

const inputs = ['apps/web-ui', 'packages/protocol/src', 'packages/flow-document/src', 'package-lock.json'];
const ignored = new Set(['node_modules', '.next', '.turbo', 'e2e', 'test-results']);
const stampFile = join(cacheFolder, 'studio-build');
const buildFolder = join(projectFolder, 'apps/web-ui/.next');
const builtMark = join(buildFolder, 'BUILD_ID');

export function needsBuild() {
  if (!existsSync(builtMark) || !existsSync(stampFile)) return true;
  return readFileSync(stampFile, 'utf8') !== fingerprint();
}

/**
 * Empties the folder of the built studio, but for the compiler's cache. A running studio keeps the pages that it has
 * served in this folder, by address alone, and would serve those of the build before for good.
 */
export function removeBuild() {
  if (!existsSync(buildFolder)) return;
  for (const name of readdirSync(buildFolder))
    if (name !== 'cache') rmSync(join(buildFolder, name), { recursive: true, force: true });
}

export function recordBuild() {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stampFile, fingerprint());
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const input of inputs) addPath(hash, input);
  return hash.digest('hex');
}

function addPath(hash, path) {
  const absolute = join(projectFolder, path);
  if (!existsSync(absolute)) return;
  if (statSync(absolute).isFile()) {
    hash.update(path).update(readFileSync(absolute));
    return;
  }
  for (const entry of readdirSync(absolute, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!ignored.has(entry.name)) addPath(hash, child);
    } else if (!/\.(test|spec)\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(entry.name)) {
      hash.update(child).update(readFileSync(join(projectFolder, child)));
    }
  }
}
