/** Where a piece of a file can be read. */
export interface FilePlace {
  path: string;
  startLine?: number | undefined;
  endLine?: number | undefined;
  /** Shows the content as it was cited, not today's file. */
  blobHash?: string | undefined;
}

/** Address of the file viewer at the lines. */
export function fileHref(sourceId: string, { path, startLine, endLine, blobHash }: FilePlace): string {
  const search = new URLSearchParams({ path });
  if (startLine !== undefined) search.set('lines', `${startLine}-${endLine ?? startLine}`);
  if (blobHash) search.set('blob', blobHash);
  return `/files/${sourceId}?${search.toString()}`;
}

/** `12-20` or `12` as first and last line; undefined for anything else. */
export function parseLines(
  text: string | null | undefined,
): { startLine: number; endLine: number } | undefined {
  const match = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text ?? '');
  if (!match) return undefined;
  const startLine = Number(match[1]);
  const endLine = match[2] === undefined ? startLine : Number(match[2]);
  return startLine >= 1 && endLine >= startLine ? { startLine, endLine } : undefined;
}

/** `path:12-20`, as people write it. */
export function placeName({ path, startLine, endLine }: FilePlace): string {
  if (startLine === undefined) return path;
  return endLine === undefined || endLine === startLine
    ? `${path}:${startLine}`
    : `${path}:${startLine}–${endLine}`;
}
