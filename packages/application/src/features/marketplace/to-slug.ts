const MAX_LENGTH = 56;

/** A name as part of an address: `Ask a repository` becomes `ask-a-repository`. */
export function toSlug(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  return words.length >= 2 ? words : `x-${words || 'untitled'}`;
}
