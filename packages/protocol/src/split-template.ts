/** Where the expressions of a template are. Nothing is evaluated here; the language itself is the engine's. */
export type TemplatePart = { type: 'text'; text: string } | { type: 'expression'; text: string };

export interface SplitTemplate {
  parts: TemplatePart[];
  /** Index of a `{{` that is not closed; what comes after it is in no part. */
  unclosedAt?: number;
}

/** Text with expressions between double braces, as its parts in order. */
export function splitTemplate(text: string): SplitTemplate {
  const parts: TemplatePart[] = [];
  let index = 0;
  while (index < text.length) {
    const start = text.indexOf('{{', index);
    if (start === -1) break;
    const end = findEnd(text, start + 2);
    if (end === -1) return { parts, unclosedAt: start };
    if (start > index) parts.push({ type: 'text', text: text.slice(index, start) });
    parts.push({ type: 'expression', text: text.slice(start + 2, end).trim() });
    index = end + 2;
  }
  if (index < text.length) parts.push({ type: 'text', text: text.slice(index) });
  return { parts };
}

// Braces of maps and braces within texts do not end an expression.
function findEnd(text: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let index = start; index < text.length; index++) {
    const character = text[index] ?? '';
    if (quote !== '') {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      if (depth === 0) return text[index + 1] === '}' ? index : -1;
      depth -= 1;
    }
  }
  return -1;
}
