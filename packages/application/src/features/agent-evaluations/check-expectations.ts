import type { Expectation } from '@codexos/protocol/agent-evaluation';

/** What a run has to show for itself. */
export interface Answer {
  text: string;
  /** Paths of cited files. */
  cited: readonly string[];
  /** Names of tools that were called. */
  called: readonly string[];
}

/** Whether each expectation is met, in their order. */
export function checkExpectations(expectations: readonly Expectation[], answer: Answer): boolean[] {
  const text = normal(answer.text);
  return expectations.map((expectation) => {
    switch (expectation.type) {
      case 'contains':
        return text.includes(normal(expectation.text));
      case 'excludes':
        return !text.includes(normal(expectation.text));
      case 'cites':
        return answer.cited.some(
          (path) => path === expectation.text || path.endsWith(`/${expectation.text}`),
        );
      case 'calls':
        return answer.called.includes(expectation.text);
    }
  });
}

/** Line breaks, spaces and case make no difference. */
function normal(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').toLowerCase();
}
