import { askedName, asksForWorkflow, asksHowTo, isQuestion, withoutFrame } from './question-frame.ts';
import { splitIdentifier } from '../text/split-identifier.ts';
import { tokenize, WHOLE_MARK, wholeToken } from '../text/tokenize.ts';
import type { SearchView } from './search-view.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ParsedQuery {
  /** Known terms with how often the query says them. */
  terms: ReadonlyMap<number, number>;
  /** Known word terms in order (no whole identifiers), for neighbours. */
  sequence: readonly number[];
  /** Known terms that stand for whole identifiers. */
  identifiers: readonly number[];
  /** The query is one name, such as `getUser`, `Flask.route` or `std::sort()`. */
  isSymbol: boolean;
  /** The query asks for tests or examples. */
  wantsTests: boolean;
  /** The query asks for history. */
  wantsHistory: boolean;
  /** The query asks for documentation. */
  wantsProse: boolean;
  /** The query asks how the source is built, run, tested or contributed to. */
  wantsManual: boolean;
  /** The query asks how to do something with the source. */
  asksHow: boolean;
  isQuestion: boolean;
}

export interface ParseQueryOptions {
  /** Leaves out the words that only ask; a question about one name counts as that name. */
  readsQuestions?: boolean;
}

/** Characters of a query that are looked at. */
export const MAX_QUERY_LENGTH = 4_000;

/** Terms that no chunk of the view holds are left out: they cannot tell one chunk from another. */
export function parseQuery(
  text: string,
  vocabulary: Vocabulary,
  view: SearchView,
  { readsQuestions = false }: ParseQueryOptions = {},
): ParsedQuery {
  const asked = text.slice(0, MAX_QUERY_LENGTH);
  const query = readsQuestions ? (askedName(asked) ?? withoutFrame(asked)) : asked;
  const wantsManual = readsQuestions && asksForWorkflow(asked);
  const isSymbol = BARE_SYMBOL.test(query.trim());
  const tokens = tokenize(query);
  if (isSymbol) {
    const name =
      query
        .trim()
        .replace(/\(\)$/, '')
        .split(/[.:#/]+/)
        .at(-1) ?? '';
    const whole = wholeToken(name);
    if (!tokens.includes(whole)) tokens.push(whole);
  }
  const terms = new Map<number, number>();
  const sequence: number[] = [];
  for (const token of tokens) {
    const id = vocabulary.idOf(token);
    if (id === undefined || !view.holds(id)) continue;
    terms.set(id, (terms.get(id) ?? 0) + 1);
    if (!token.startsWith(WHOLE_MARK)) sequence.push(id);
  }
  const words = splitWords(query);
  return {
    terms,
    sequence,
    identifiers: [...terms.keys()].filter((id) => vocabulary.isWhole(id)),
    isSymbol,
    // How tests are run stands in manuals, not in the tests.
    wantsTests: !wantsManual && words.some((word) => TEST_WORDS.has(word)),
    wantsHistory: words.some((word) => HISTORY_WORDS.has(word)),
    wantsProse: wantsManual || words.some((word) => PROSE_WORDS.has(word)),
    wantsManual,
    asksHow: readsQuestions && asksHowTo(asked),
    isQuestion: readsQuestions && isQuestion(asked),
  };
}

const BARE_SYMBOL = /^[\p{L}_$#@][\p{L}\p{N}_$]*(?:(?:\.|::|#|->)[\p{L}_$][\p{L}\p{N}_$]*)*[?!]?(?:\(\))?$/u;
const TEST_WORDS = new Set(
  'test tests testing tested spec specs example examples benchmark benchmarks fixture fixtures mock mocks'.split(
    ' ',
  ),
);
const HISTORY_WORDS = new Set('changelog release releases history changes changed version'.split(' '));

const PROSE_WORDS = new Set(
  'doc docs documentation document readme install installation quickstart usage contribute guide tutorial typo typos spelling wording grammar license contributing changelog'.split(
    ' ',
  ),
);

function splitWords(query: string): string[] {
  return query.split(/[^\p{L}\p{N}_$]+/u).flatMap(splitIdentifier);
}
