import type { LineClass } from './classify-lines.ts';

/** What may hold members: all else that is indented under a line is inside of a function. */
const HOLDER =
  /\b(?:class|interface|enum|struct|trait|impl|module|namespace|object|contract|extension|record|union|protocol)\b|^\s*(?:export\s+default|(?:module\.)?exports\s*=|(?:export\s+)?(?:const|var|let)\s+[\w$]+(?:\s*:\s*[^=]+)?\s*=)\s*\{\s*$/;

/** For each line, whether it stands at module or class level: by its indentation, under lines that hold members only. */
export function outerLines(lines: readonly string[], classes: readonly LineClass[]): boolean[] {
  const enclosing: { indent: number; holds: boolean }[] = [];
  return lines.map((line, index) => {
    if (classes[index]?.type !== 'code' || line.trim() === '') return false;
    const indent = line.length - line.trimStart().length;
    while ((enclosing.at(-1)?.indent ?? -1) >= indent) enclosing.pop();
    const above = enclosing.at(-1);
    const isOuter = above?.holds !== false;
    enclosing.push({ indent, holds: isOuter && HOLDER.test(line.slice(0, 400)) });
    return isOuter;
  });
}
