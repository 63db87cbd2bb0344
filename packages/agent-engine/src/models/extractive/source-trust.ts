import { wordSet } from './words.ts';

/** Words of a question, stemmed, that ask for such files. */
interface Kind {
  path: RegExp;
  words: readonly string[];
  trust: number;
}

const KINDS: readonly Kind[] = [
  {
    path: /(^|\/)(history|changelog|changes|releases?)(\.\w+)?$/i,
    words: ['chang', 'releas', 'version'],
    trust: 0.5,
  },
  {
    path: /(^|\/)(tests?|__tests__|specs?|e2e|fixtures?|__fixtures__|mocks?|__mocks__|\w+-tests?)\/|[._-](test|spec)(-d)?\.\w+$|(^|\/)test_\w+\.py$/i,
    words: ['test', 'spec', 'fixtur', 'mock'],
    trust: 0.6,
  },
  {
    path: /(^|\/)(bench(es|marks?)?|perf(-\w+)?)\//i,
    words: ['benchmark', 'bench', 'performanc', 'perf'],
    trust: 0.6,
  },
  { path: /(^|\/)(examples?|samples?|demos?)\//i, words: ['exampl', 'sampl', 'demo'], trust: 0.8 },
  {
    path: /(^|\/)(versioned_docs|archived?|vendor|third_party|dist|generated)\//i,
    words: ['version', 'vendor', 'generat'],
    trust: 0.7,
  },
  {
    path: /^\.(github|gitlab|circleci)\//i,
    words: ['ci', 'workflow', 'pipelin', 'releas', 'github'],
    trust: 0.75,
  },
  { path: /\.d\.[cm]?ts$/i, words: ['type', 'typ', 'declaration'], trust: 0.75 },
];

const TO_RUN = /\bhow\s+(?:do|can|should|to)\b.*\b(?:run|execute|start)\b.*\btest/i;

/**
 * How far a file is where a thing is explained, from 0 to 1: tests, examples and lists of changes speak of everything,
 * but what they speak of is better explained where it is.
 */
export function sourceTrust(path: string, question: string): number {
  const asked = wordSet(question);
  // How tests are run stands elsewhere.
  if (TO_RUN.test(question)) asked.delete('test');
  return KINDS.reduce(
    (trust, kind) =>
      kind.path.test(path) && !kind.words.some((word) => asked.has(word))
        ? Math.min(trust, kind.trust)
        : trust,
    1,
  );
}
