/** Keyboard of a tree, without a screen: which row a key leads to, or what it does. */
export interface TreeRow {
  path: string;
  name: string;
  /** From 1. */
  level: number;
  isFolder: boolean;
  isExpanded: boolean;
}

export type TreeMove =
  | { type: 'focus'; index: number }
  | { type: 'expand'; path: string }
  | { type: 'collapse'; path: string }
  | { type: 'open'; path: string };

export function treeMove(rows: readonly TreeRow[], index: number, key: string): TreeMove | undefined {
  const row = rows[index];
  const focus = (to: number): TreeMove | undefined =>
    to !== index && rows[to] ? { type: 'focus', index: to } : undefined;
  if (!row) return focus(0);
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1);
    case 'ArrowUp':
      return focus(index - 1);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(rows.length - 1);
    case 'ArrowRight':
      if (!row.isFolder) return undefined;
      return row.isExpanded ? childOf(rows, index) : { type: 'expand', path: row.path };
    case 'ArrowLeft':
      return row.isFolder && row.isExpanded ? { type: 'collapse', path: row.path } : parentOf(rows, index);
    case 'Enter':
    case ' ':
      if (!row.isFolder) return { type: 'open', path: row.path };
      return { type: row.isExpanded ? 'collapse' : 'expand', path: row.path };
    default:
      return undefined;
  }
}

function childOf(rows: readonly TreeRow[], index: number): TreeMove | undefined {
  const child = rows[index + 1];
  return child && child.level > (rows[index]?.level ?? 0) ? { type: 'focus', index: index + 1 } : undefined;
}

function parentOf(rows: readonly TreeRow[], index: number): TreeMove | undefined {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) {
    if ((rows[above]?.level ?? 0) < level) return { type: 'focus', index: above };
  }
  return undefined;
}

/** The next row whose name starts with what was typed, going round; one letter again goes on to the next. */
export function typeahead(rows: readonly TreeRow[], index: number, typed: string): number | undefined {
  const isRepeat = typed.length > 1 && [...typed].every((letter) => letter === typed[0]);
  const wanted = (isRepeat ? typed[0] : typed)?.toLowerCase() ?? '';
  const start = typed.length > 1 && !isRepeat ? index : index + 1;
  for (let step = 0; step < rows.length; step += 1) {
    const at = (start + step) % rows.length;
    if (rows[at]?.name.toLowerCase().startsWith(wanted)) return at;
  }
  return undefined;
}

/** `a/b/c.ts` has the folders `a` and `a/b`. */
export function ancestorsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
