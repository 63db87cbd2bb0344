/**
 * Files that stay closed wherever files are shown or read, because they usually hold secrets: git's own folder,
 * the app's data, environment files, keys and credentials. Templates of them are open.
 */
const CLOSED_FOLDER = /(?:^|[\\/])(?:\.git|\.codexos|\.ssh|\.gnupg|\.aws)(?:[\\/]|$)/;
const CLOSED_FILE =
  /(?:^|[\\/])(?:\.env(?:\.[^\\/]+)?|\.npmrc|\.netrc|\.pypirc|\.git-credentials|start-token|id_(?:rsa|dsa|ecdsa|ed25519)|[^\\/]+\.(?:pem|key|p12|pfx|keystore))$/i;
const TEMPLATE = /(?:example|sample|template|dist)$/i;

/** Whether a path, relative to its source, is kept closed. */
export function isClosedPath(path: string): boolean {
  return CLOSED_FOLDER.test(path) || (CLOSED_FILE.test(path) && !TEMPLATE.test(path));
}
