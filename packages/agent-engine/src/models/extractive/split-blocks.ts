const MAX_HEAD_LENGTH = 2_000;

/**
 * The blocks of one tag within a prompt, such as `<source …>`, and the text around them. One pass, however many marks
 * open a block that nothing closes.
 */
export function splitBlocks(text: string, tag: string): { blocks: string[]; rest: string } {
  const [opening, closing] = [`<${tag} `, `\n</${tag}>`];
  const blocks: string[] = [];
  const around: string[] = [];
  let restFrom = 0;
  let start = text.indexOf(opening);
  while (start !== -1) {
    const bodyStart = endOfHead(text, start);
    if (bodyStart === -1) {
      start = text.indexOf(opening, start + opening.length);
      continue;
    }
    const close = text.indexOf(closing, bodyStart);
    if (close === -1) break;
    let end = close + closing.length;
    blocks.push(text.slice(start, end));
    around.push(text.slice(restFrom, start));
    while (text[end] === '\n') end += 1;
    restFrom = end;
    start = text.indexOf(opening, end);
  }
  around.push(text.slice(restFrom));
  return { blocks, rest: around.join('').trim() };
}

/** Where the line below the opening mark begins; -1 when the mark does not end with its line. */
function endOfHead(text: string, start: number): number {
  const length = text.slice(start, start + MAX_HEAD_LENGTH).search(/[>\n]/);
  return length !== -1 && text.startsWith('>\n', start + length) ? start + length + 2 : -1;
}
