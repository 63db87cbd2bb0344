import { pathKindOf } from '../rerankers/path-kind.ts';
import { firstSentence } from './first-sentence.ts';
import type { DocComment } from './doc-comments.ts';
import type { Question } from './question.ts';

/**
 * Questions from comments: the first sentence of a function's comment asks for the chunk where the function
 * begins. The function's own name is taken out, and tests and built copies
 * are no targets.
 */
export function docQuestions(path: string, comments: readonly DocComment[]): Question[] {
  const { isTest, isBuilt } = pathKindOf(path);
  if (isTest || isBuilt) return [];
  return comments.flatMap((comment) => {
    if (!comment.isFunction) return [];
    const text = withoutName(firstSentence(comment.text), comment.name);
    const words = new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
    if (words.size < 4 || text.length > 400) return [];
    return [{ text, targets: [{ id: `${path}:${comment.line}`, path, line: comment.line }] }];
  });
}

/** The text with the lines of every comment emptied, so that line numbers stay. */
export function blankComments(text: string, comments: readonly DocComment[]): string {
  const lines = text.split('\n');
  for (const { startLine, endLine } of comments) {
    for (let line = startLine; line <= endLine; line += 1) lines[line - 1] = '';
  }
  return lines.join('\n');
}

function withoutName(sentence: string, name: string): string {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return sentence
    .replaceAll(new RegExp(String.raw`(?<![\p{L}\p{N}_$])${escaped}(?![\p{L}\p{N}_$])(?:\(\))?`, 'giu'), ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
