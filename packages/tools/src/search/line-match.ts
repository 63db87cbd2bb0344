/** A line that matched, with its place. */
export interface LineMatch {
  path: string;
  /** 1-based. */
  line: number;
  text: string;
}

export interface SearchableFile {
  path: string;
  text: string;
}

/** Longer lines are cut in answers. */
const MAX_LINE_CHARS = 300;

/** The lines of files that a test accepts, up to `limit`. */
export function matchLines(
  files: readonly SearchableFile[],
  accepts: (line: string) => boolean,
  limit: number,
): LineMatch[] {
  const matches: LineMatch[] = [];
  for (const { path, text } of files) {
    for (const [row, line] of text.split(/\r\n|\n|\r/).entries()) {
      if (!accepts(line)) continue;
      matches.push({ path, line: row + 1, text: line.slice(0, MAX_LINE_CHARS) });
      if (matches.length >= limit) return matches;
    }
  }
  return matches;
}
