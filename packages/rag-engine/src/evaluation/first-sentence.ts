/** A first sentence that is longer asks nothing that could be found. */
const MAX_PROSE_LENGTH = 4_000;

/** The first sentence of a doc comment as prose, without comment marks, tags and markup; empty when there is none. */
export function firstSentence(comment: string): string {
  const lines = comment
    .replace(/^[rRbBuUfF]{0,2}("""|'''|"|')/, '')
    .replace(/("""|'''|"|')\s*$/, '')
    .split(/\r\n|\n|\r/)
    .map((line) =>
      line
        .replace(/^\s*(?:\/\*\*?!?|\*\/|\*(?!\*)|\/\/[/!]?|#+!?|--)?\s?/, '')
        .trimEnd()
        .replace(/(?<!\*)\*+\/$/, '')
        .trim(),
    );
  const paragraph: string[] = [];
  for (const line of lines) {
    if (line === '' || /^[@:\\]\w+|^-{3,}|^={3,}|^```/.test(line)) {
      if (paragraph.length > 0) break;
      continue;
    }
    paragraph.push(line);
  }
  const prose = paragraph
    .join(' ')
    .slice(0, MAX_PROSE_LENGTH)
    .replaceAll(/<[^>]{1,40}>/g, ' ')
    .replaceAll(/\{@\w+\s+([^}]*)\}/g, '$1')
    .replaceAll(/:\w+:`~?([^`]*)`/g, '$1')
    .replaceAll(/[`*]/g, '');
  return (/^(.+?[.!?])(?:\s|$)/.exec(prose)?.[1] ?? prose).trim();
}
