/** What to call a source: the last two parts of a repository's address, or the folder's own name. */
export function nameOfLocation(location: string): string {
  const isAddress = /^[a-z+]+:\/\//i.test(location) || /^[^/]+@[^/]+:/.test(location);
  const parts = location
    .replace(/\.git\/?$/, '')
    .split(/[/\\:]/)
    .filter((part) => part !== '');
  const name = isAddress ? parts.slice(-2).join('/') : parts.at(-1);
  return name === undefined || name === '' ? location : name;
}
