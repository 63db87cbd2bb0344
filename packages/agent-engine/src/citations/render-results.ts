/** Results of tools and sub-agents as blocks within a prompt, marked as data like passages are. */
export interface NamedResult {
  /** The tool or agent that gave it. */
  from: string;
  text: string;
}

export function renderResults(results: readonly NamedResult[]): string {
  return results
    .map(
      ({ from, text }) =>
        `<result from="${from.replace(/["<>\n]/g, ' ')}">\n${text.replaceAll(END, ESCAPED_END)}\n</result>`,
    )
    .join('\n\n');
}

/** The results that `renderResults` has put into a text, and the text around them. */
export function parseResults(text: string): { results: NamedResult[]; rest: string } {
  const results: NamedResult[] = [];
  const rest = text.replace(BLOCK, (_match, from: string, body: string) => {
    results.push({ from, text: body.replaceAll(ESCAPED_END, END) });
    return '';
  });
  return { results, rest: rest.trim() };
}

const END = '</result';
const ESCAPED_END = '<\\/result';
const BLOCK = /<result from="([^"\n]*)">\n([\s\S]*?)\n<\/result>\n*/g;
