/** A tree as rehype hands it over; only what is needed here. */
export interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

const MARKER = /\[(\d{1,4})\]/g;
const SKIPPED = new Set(['code', 'pre', 'a']);

/** Rehype plugin: every `[3]` in prose becomes `<sup data-citation="3">`. Code and links stay as they are. */
export function citationMarkers() {
  return (tree: HtmlNode): void => markIn(tree);
}

function markIn(node: HtmlNode): void {
  if (!node.children || SKIPPED.has(node.tagName ?? '')) return;
  node.children = node.children.flatMap((child) => {
    if (child.type !== 'text') {
      markIn(child);
      return [child];
    }
    return splitMarkers(child.value ?? '');
  });
}

function splitMarkers(text: string): HtmlNode[] {
  const parts: HtmlNode[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKER)) {
    // The space before a marker would let the line break between them.
    const before = text.slice(end, match.index).replace(/ $/, '');
    if (before) parts.push({ type: 'text', value: before });
    parts.push({ type: 'element', tagName: 'sup', properties: { dataCitation: match[1] }, children: [] });
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  if (rest) parts.push({ type: 'text', value: rest });
  return parts;
}
