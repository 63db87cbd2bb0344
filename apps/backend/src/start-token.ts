import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The token that the printed address carries. Made at the first start and kept in the data folder, readable by
 * its owner alone, so that a bookmark of the address goes on working.
 */
export function readStartToken(dataFolder: string): string {
  const path = join(dataFolder, 'start-token');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const token = randomBytes(24).toString('base64url');
  writeFileSync(path, `${token}\n`, { mode: 0o600 });
  return token;
}
