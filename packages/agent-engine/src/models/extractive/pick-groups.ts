import { pickExcerpt, type Excerpt } from './pick-excerpt.ts';
import { isSamePlace } from './place.ts';
import { isNearDuplicate, type RankedPassage, type RankedSegment, type Ranking } from './rank-passages.ts';
import { isProse } from './segment.ts';
import { overlapOf, wordSet } from './words.ts';

/** What is quoted from one passage. */
export interface Group {
  entry: RankedPassage;
  sentences: RankedSegment[];
  excerpt: Excerpt | null;
}

const MAX_GROUPS = 4;
const MAX_SENTENCES = 7;
/** Passages far behind the best one are not quoted. */
const MIN_SHARE_OF_BEST = 0.5;
/** Excerpts that share more of their words say the same, such as copies of one example. */
const MAX_SHARED_WORDS = 0.7;

/** What is quoted, the best passage first, up to a budget of characters. */
export function pickGroups(ranking: Ranking, budget: number): Group[] {
  const [best] = ranking.passages;
  if (!best) return [];
  const groups: Group[] = [];
  const taken: RankedSegment[] = [];
  let left = budget;
  for (const entry of ranking.passages) {
    if (groups.length >= MAX_GROUPS || left <= 0) break;
    if (!isWorthQuoting(entry, best, ranking) || groups.some((group) => isSamePlace(group.entry, entry)))
      continue;
    const sentences = pickSentences(entry, { taken, ranking, isBest: groups.length === 0 });
    const excerpt = left > 300 ? newExcerpt(entry, { groups, ranking, best }) : null;
    if (sentences.length === 0 && !excerpt) continue;
    taken.push(...sentences);
    left -= sentences.reduce((length, { text }) => length + text.length, 0) + (excerpt?.text.length ?? 0);
    groups.push({ entry, sentences, excerpt });
  }
  return groups;
}

function isWorthQuoting(entry: RankedPassage, best: RankedPassage, { asked }: Ranking): boolean {
  return (
    asked.size === 0 ||
    (entry.score >= best.score * MIN_SHARE_OF_BEST && (entry.part.covered.size > 0 || entry.isAskedFor))
  );
}

interface NewExcerptOptions {
  groups: readonly Group[];
  ranking: Ranking;
  best: RankedPassage;
}

function newExcerpt(entry: RankedPassage, { groups, ranking, best }: NewExcerptOptions): Excerpt | null {
  const isClose = entry.score > best.score * 0.6 || ranking.asked.size === 0;
  const maxLines = groups.length === 0 ? 16 : isClose ? 9 : 0;
  const excerpt = maxLines > 0 ? pickExcerpt(entry, { ranking, maxLines }) : null;
  if (!excerpt) return null;
  const words = wordSet(excerpt.text);
  const isKnown = groups.some(
    (group) => group.excerpt !== null && overlapOf(wordSet(group.excerpt.text), words) > MAX_SHARED_WORDS,
  );
  return isKnown ? null : excerpt;
}

interface PickOptions {
  taken: readonly RankedSegment[];
  ranking: Ranking;
  isBest: boolean;
}

function pickSentences(entry: RankedPassage, { taken, ranking, isBest }: PickOptions): RankedSegment[] {
  const limit = Math.min(MAX_SENTENCES - taken.length, isBest ? 3 : 2);
  const picked: RankedSegment[] = [];
  const candidates = entry.segments.filter(({ type }) => type === 'sentence');
  const [opening] = candidates;
  const ordered = [...candidates].sort((left, right) => right.score - left.score);
  // What documents a definition, or opens a section, says most about it, even in other words than the question's.
  const mayOpen =
    opening?.isDocumentation === true &&
    (isBest || hasAsked(opening, ranking)) &&
    (entry.part.covered.size > 0 || entry.isAskedFor || ranking.asked.size === 0);
  if (opening && mayOpen) ordered.unshift(opening);
  const isCode = !isProse(entry.passage.citation.path, entry.passage.language);
  for (const candidate of ordered) {
    if (picked.length >= limit) break;
    const isNew = ![...taken, ...picked].some(
      (other) => other === candidate || isNearDuplicate(other, candidate),
    );
    const isFit = isCode && !candidate.isDocumentation ? hasMuchAsked : hasAsked;
    if (isNew && ((mayOpen && candidate === opening) || entry.isAskedFor || isFit(candidate, ranking)))
      picked.push(candidate);
  }
  return picked.sort((left, right) => left.startLine - right.startLine);
}

/** A question without a word of its own asks for everything. */
function hasAsked({ words }: RankedSegment, { asked }: Ranking): boolean {
  return asked.size === 0 || [...asked].some((word) => words.has(word));
}

/** A remark among code speaks of the line below it; one word in common is chance. */
function hasMuchAsked({ words }: RankedSegment, { asked }: Ranking): boolean {
  return [...asked].filter((word) => words.has(word)).length >= Math.min(2, asked.size);
}
