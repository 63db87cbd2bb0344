/**
 * The change from one text to another, for texts that are mostly the same: which pieces of the first make up the
 * second, and what is new between them. Equal pieces are found by blocks, as rsync finds them (Tridgell, "Efficient
 * Algorithms for Sorting and Synchronization", 1999, chapter 3); both texts are at hand here, so blocks are compared
 * whole and need no checksums.
 */

/** Shorter equal pieces are written out. */
const BLOCK_LENGTH = 32;
/** Longer texts are only compared from both ends: looking for blocks everywhere would take tens of milliseconds. */
const MAX_SEARCHED = 400_000;

/** Pairs of numbers are pieces of the first text, start and length in UTF-16 code units; texts are new. */
type Step = number | string;

/** As JSON. */
export function changeBetween(base: string, text: string): string {
  const most = Math.min(base.length, text.length);
  let head = 0;
  while (head < most && base.charCodeAt(head) === text.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < most - head &&
    base.charCodeAt(base.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  )
    tail += 1;
  const steps: Step[] = [];
  if (head > 0) steps.push(0, head);
  addMiddle(steps, { base, from: head, to: base.length - tail }, text.slice(head, text.length - tail));
  if (tail > 0) steps.push(base.length - tail, tail);
  return JSON.stringify(steps);
}

/** The second text, from the first and the change. */
export function applyChange(base: string, change: string): string {
  const steps = JSON.parse(change) as Step[];
  let text = '';
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (typeof step === 'string') text += step;
    else if (step !== undefined) {
      index += 1;
      text += base.slice(step, step + Number(steps[index]));
    }
  }
  return text;
}

interface Part {
  base: string;
  from: number;
  to: number;
}

function addMiddle(steps: Step[], part: Part, text: string): void {
  let written = 0;
  const writeUpTo = (end: number): void => {
    if (end > written) steps.push(text.slice(written, end));
  };
  if (text.length >= BLOCK_LENGTH && part.to - part.from + text.length <= MAX_SEARCHED) {
    const blocks = blocksOf(part);
    for (let at = 0; at + BLOCK_LENGTH <= text.length;) {
      const start = blocks.get(text.slice(at, at + BLOCK_LENGTH));
      if (start === undefined) {
        at += 1;
        continue;
      }
      const piece = grow(part, text, { start, at, least: written });
      writeUpTo(piece.at);
      steps.push(piece.start, piece.length);
      written = piece.at + piece.length;
      at = written;
    }
  }
  writeUpTo(text.length);
}

/** Where each block of the part begins, the first of equal ones. */
function blocksOf({ base, from, to }: Part): Map<string, number> {
  const blocks = new Map<string, number>();
  for (let start = from; start + BLOCK_LENGTH <= to; start += BLOCK_LENGTH) {
    const block = base.slice(start, start + BLOCK_LENGTH);
    if (!blocks.has(block)) blocks.set(block, start);
  }
  return blocks;
}

/** An equal block, made longer in both directions as far as the texts are equal. */
function grow(
  { base, from, to }: Part,
  text: string,
  { start, at, least }: { start: number; at: number; least: number },
): { start: number; at: number; length: number } {
  let before = 0;
  while (
    start - before > from &&
    at - before > least &&
    base.charCodeAt(start - before - 1) === text.charCodeAt(at - before - 1)
  )
    before += 1;
  let length = BLOCK_LENGTH;
  while (
    start + length < to &&
    at + length < text.length &&
    base.charCodeAt(start + length) === text.charCodeAt(at + length)
  )
    length += 1;
  return { start: start - before, at: at - before, length: length + before };
}
