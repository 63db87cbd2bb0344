import type { Group } from './pick-groups.ts';
import { isSamePlace } from './place.ts';
import { lastName, type RankedPassage, type Ranking } from './rank-passages.ts';
import { sourceTrust } from './source-trust.ts';

const MAX_FURTHER = 4;
/** Of the words of the question that any passage holds, those that a place must hold to be worth a look. */
const MIN_SHARE = 0.6;
/** Lists of changes, tests and benchmarks speak of everything. */
const MIN_TRUST = 0.65;
const MAX_OF_ONE_NAME = 2;

/**
 * Places that are worth a look besides what is quoted: definitions and sections that hold a good part of the question,
 * each name once a file, the best first.
 */
export function pickFurther(question: string, ranking: Ranking, groups: readonly Group[]): RankedPassage[] {
  const further: RankedPassage[] = [];
  const quoted = groups.map(({ entry }) => entry);
  for (const entry of ranking.passages) {
    if (further.length >= MAX_FURTHER) break;
    const known = [...quoted, ...further];
    const isNew =
      !known.some((other) => isSamePlace(other, entry) || isSameName(other, entry)) &&
      further.filter((other) => nameOf(other) === nameOf(entry)).length < MAX_OF_ONE_NAME;
    if (isNew && isWorth(entry, { question, ranking, quoted })) further.push(entry);
  }
  return further;
}

interface WorthOptions {
  question: string;
  ranking: Ranking;
  quoted: readonly RankedPassage[];
}

function isWorth({ part, passage }: RankedPassage, { question, ranking, quoted }: WorthOptions): boolean {
  const { asked, covered } = ranking;
  const { path } = passage.citation;
  if (sourceTrust(path, question) < MIN_TRUST) return false;
  if (part.symbol === undefined)
    return asked.size === 0 && !quoted.some((other) => other.passage.citation.path === path);
  return part.covered.size >= covered.size * MIN_SHARE;
}

function isSameName(left: RankedPassage, right: RankedPassage): boolean {
  return (
    nameOf(left) !== '' &&
    nameOf(left) === nameOf(right) &&
    left.passage.citation.path === right.passage.citation.path
  );
}

function nameOf({ part }: RankedPassage): string {
  return lastName(part.symbol);
}
