/**
 * Citation markers are numbers in square brackets, such as [2], in prose. The same shape inside inline code or a
 * fenced block is code and is never touched. Works on text as it streams: what may still become a marker is held
 * back until it is known.
 */
export interface MarkerMapper {
  /** The text that is certain after this piece. */
  push(text: string): string;
  /** What was held back at the end. */
  flush(): string;
}

/** `mapNumber` gives each marker's new number, or null to leave the marker out. */
export function createMarkerMapper(mapNumber: (number: number) => number | null): MarkerMapper {
  let pending = '';
  let openTicks = 0;
  let isLineEnd = false;

  const drain = (isEnd: boolean): string => {
    let out = '';
    let index = 0;
    while (index < pending.length) {
      const character = pending[index];
      if (character === '`') {
        const count = countTicks(pending, index);
        if (!isEnd && index + count === pending.length) break;
        openTicks = nextOpenTicks(openTicks, count);
        out += pending.slice(index, index + count);
        index += count;
        continue;
      }
      if (character === '[' && openTicks === 0) {
        const marker = /^\[(\d{1,4})\]/.exec(pending.slice(index, index + 6));
        if (marker) {
          const mapped = mapNumber(Number(marker[1]));
          if (mapped !== null) out += `[${mapped}]`;
          index += marker[0].length;
          continue;
        }
        if (!isEnd && /^\[\d{0,4}$/.test(pending.slice(index))) break;
      }
      // Inline code ends with its paragraph, closed or not; a fence goes on.
      if (character === '\n' && isLineEnd && openTicks < 3) openTicks = 0;
      isLineEnd = character === '\n';
      out += character;
      index += 1;
    }
    pending = pending.slice(index);
    return out;
  };

  return {
    push(text) {
      pending += text;
      return drain(false);
    },
    flush: () => drain(true),
  };
}

/** `text` with every marker's number mapped. */
export function mapMarkers(text: string, mapNumber: (number: number) => number | null): string {
  const mapper = createMarkerMapper(mapNumber);
  return mapper.push(text) + mapper.flush();
}

function countTicks(text: string, start: number): number {
  let end = start;
  while (text[end] === '`') end += 1;
  return end - start;
}

// A run of backticks opens code that only a run of the same length closes.
function nextOpenTicks(open: number, count: number): number {
  if (open === 0) return count;
  return open === count ? 0 : open;
}
