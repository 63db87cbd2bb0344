/** Characters of the id that a model's name ends with: they alone find the thing again, whatever it is called later. */
const TAIL_LENGTH = 8;
const MAX_SLUG_LENGTH = 48;

export type ModelKind = 'flow' | 'agent';

/** `agent-code-reader-7f3k9q2m`: readable, and the same after a rename as far as looking it up goes. */
export function toModelId(kind: ModelKind, { id, name }: { id: string; name: string }): string {
  const slug = slugOf(name);
  return [kind, ...(slug === '' ? [] : [slug]), tailOf(id)].join('-');
}

/** What stands in a model's id, with the source that may follow an `@`; undefined for what is no such id. */
export function parseModelId(
  text: string,
): { kind: ModelKind; tail: string; source: string | undefined } | undefined {
  const at = text.indexOf('@');
  const id = at === -1 ? text : text.slice(0, at);
  const match = /^(flow|agent)-(?:.*-)?([0-9a-z]{8})$/.exec(id.toLowerCase());
  if (!match) return undefined;
  return {
    kind: match[1] as ModelKind,
    tail: match[2] ?? '',
    source: at === -1 ? undefined : text.slice(at + 1),
  };
}

export function tailOf(id: string): string {
  return id.slice(-TAIL_LENGTH).toLowerCase();
}

/** A name as it may stand in an address: lower case, words joined by hyphens. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
}
