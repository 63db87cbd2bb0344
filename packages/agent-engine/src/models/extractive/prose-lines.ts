export interface ProseLine {
  /** `fence` opens or closes a block of code; `code` is inside of it; `other` is nothing to quote. */
  type: 'text' | 'item' | 'fence' | 'code' | 'other';
  /** Without the marks of lists and quotes and without tags; of a fence its language. */
  text: string;
}

const TAGS =
  /<\/?(?:a|abbr|b|br|center|code|details|div|em|figure|font|h[1-6]|hr|i|img|kbd|li|nav|ol|p|picture|small|source|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video)\b[^<>]*>/gi;
const OPEN_TAG = /<\/?[a-z][\w-]*(?:\s[^<>]*)?$/i;
const STRUCTURE =
  /^\s*$|^\s*#{1,6}\s|^\s*[|=<-]{2,}|^\s*\||^\s*:::|^\s*[*_~^-]{3,}\s*$|^\s*\.\. \S|^\s*\[[^\]]+\]:\s/;

/** Tells what each line of Markdown, or of text like it, is. */
export function readProseLines(
  lines: readonly string[],
  { isFileStart }: { isFileStart: boolean },
): ProseLine[] {
  let inside: 'fence' | 'comment' | 'tag' | 'front-matter' | null = null;
  const other: ProseLine = { type: 'other', text: '' };
  return lines.map((line, index): ProseLine => {
    const fence = /^\s*(?:>\s*)?(?:```|~~~)+\s*([\w+#-]*)/.exec(line);
    if (fence && (inside === null || inside === 'fence')) {
      inside = inside === 'fence' ? null : 'fence';
      return { type: 'fence', text: fence[1] ?? '' };
    }
    if (inside === 'fence') return { type: 'code', text: line };
    if (inside === 'front-matter') {
      if (/^---\s*$/.test(line)) inside = null;
      return other;
    }
    if (isFileStart && index === 0 && /^---\s*$/.test(line)) {
      inside = 'front-matter';
      return other;
    }
    if (inside === 'comment') {
      if (line.includes('-->')) inside = null;
      return other;
    }
    if (/^\s*<!--/.test(line)) {
      if (!line.includes('-->')) inside = 'comment';
      return other;
    }
    if (inside === 'tag') {
      if (line.includes('>')) inside = null;
      return other;
    }
    const text = withoutTags(line);
    if (OPEN_TAG.test(text) && /^\s*</.test(line)) {
      inside = 'tag';
      return other;
    }
    return toLine(text);
  });
}

function toLine(line: string): ProseLine {
  // A line of nothing but a link may go on with a sentence; one of images does not.
  if (STRUCTURE.test(line) || (line.includes('![') && isDecoration(line))) return { type: 'other', text: '' };
  const mark = /^\s*(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ x]\]\s+)?)?/.exec(line)?.[0] ?? '';
  return { type: /[-*+\d]/.test(mark) ? 'item' : 'text', text: line.slice(mark.length) };
}

/** Tags are marks around text, but within inline code they are the text. */
function withoutTags(line: string): string {
  if (!line.includes('<')) return line;
  return line
    .split(/(`+[^`]*`+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(TAGS, ' ')))
    .join('');
}

const IMAGE = /!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g;
const LINK = /\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g;

/** Nothing but images, badges and links, such as an entry of a table of contents. */
export function isDecoration(text: string): boolean {
  const rest = text.replace(IMAGE, '').replace(LINK, '').replace(/&\w+;/g, '');
  return rest !== text && (rest.match(/\p{L}{2,}/gu)?.length ?? 0) < 2;
}
