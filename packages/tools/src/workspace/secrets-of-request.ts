import { splitTemplate } from '@codexos/protocol/split-template';
import { textsOfRequest, type ToolRequest } from '@codexos/protocol/tool';

/** The secrets that the texts of a request name, each once and in order. */
export function secretsOfRequest(request: ToolRequest): string[] {
  const literals = textsOfRequest(request).flatMap(({ text }) =>
    splitTemplate(text).parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
  );
  const names = literals.flatMap((text) =>
    [...text.matchAll(/secret:([A-Za-z][A-Za-z0-9_]{0,99})/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].sort();
}
