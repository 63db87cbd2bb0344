import type { KnowledgeIndex } from '@codexos/rag-engine';

/**
 * Queries made from the index itself, the same in every run: half are symbols as they stand, half are their words,
 * as a person would ask. They are for measuring time; quality has its own questions.
 */
export function questionsFrom(index: KnowledgeIndex, count: number): string[] {
  const symbols = [...new Set(index.list().flatMap(({ spans }) => spans.flatMap((span) => span.symbols)))]
    .filter((symbol) => symbol.length > 5)
    .sort();
  const step = Math.max(1, Math.floor(symbols.length / count));
  return symbols
    .filter((_, position) => position % step === 0)
    .slice(0, count)
    .map((symbol, position) =>
      position % 2 === 0
        ? symbol
        : `where does it ${symbol
            .replace(/[_$.-]+/g, ' ')
            .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
            .toLowerCase()}`,
    );
}
