import { STOP_WORDS } from '../text/stop-words.ts';

const QUESTION =
  /^\s*(?:(?:and|so|but|then|ok|okay|please)[\s,]+)*(?:how|what|where|which|who|why|when|is|are|do|does|did|can|could|should|show|explain|describe|tell|give)\b|\?\s*$/iu;

/** What a question asks with, where it stands as a word of its own: in code the same words would be names. */
const FRAME_WORDS =
  'define defines defined declare declares declared implement implements implemented located happen happens happening work works working use uses used using explain describe exactly please';
const FRAME = new RegExp(
  `(?<![\\p{L}\\p{N}_$.#:\`/-])(?:${FRAME_WORDS.replaceAll(' ', '|')}|(?:in )?(?:this|the) (?:codebase|code base|project|repo|repository))(?![\\p{L}\\p{N}_$(\`/:-])(?!\\.\\p{L})`,
  'giu',
);

export function isQuestion(text: string): boolean {
  return QUESTION.test(text);
}

/**
 * A question without the words that only ask, such as `implemented` in “Where is caching implemented?”. What is no
 * question, or has no other word, stays as it is.
 */
export function withoutFrame(text: string): string {
  if (!isQuestion(text)) return text;
  const rest = text.replace(FRAME, ' ');
  const isAsking = rest
    .split(/[^\p{L}\p{N}_$]+/u)
    .some((word) => word.length > 1 && !STOP_WORDS.has(word.toLowerCase()));
  return isAsking ? rest : text;
}

const CODE_NAME = /^(?=.*(?:\p{Ll}\p{Lu}|_|\.|::|#|\(\)|^\p{Lu}+\p{Ll}))/u;

/** The one name in code that a question asks about, such as `res.json` in “Where is res.json?”. */
export function askedName(question: string): string | undefined {
  const words = withoutFrame(question)
    .split(/[\s?!,;]+/)
    .map((word) => word.replace(/^["'`(]+|["'`)]+$/g, '').replace(/\.$/, ''))
    .filter((word) => word !== '' && !STOP_WORDS.has(word.toLowerCase()));
  const [only] = words;
  return words.length === 1 && only !== undefined && isQuestion(question) && CODE_NAME.test(only)
    ? only
    : undefined;
}

const WORKFLOW_WORDS = new Set(
  `build building bug bugs code contribute contributing debug dependencies deploy develop developing development
  environment execute guide install installing lint linter linting local locally machine package packages project
  publish pull release repo repository request run running runs script scripts server set setup start starting suite
  test testing tests unit e2e integration use version work`.split(/\s+/),
);
const HOW_TO = /^\s*(?:how (?:do|can|should|would) (?:i|we|you|one)|how to|what do i need to)\b/iu;

/** Whether a question asks how a person does something, rather than how the code does it. */
export function asksHowTo(question: string): boolean {
  return HOW_TO.test(question);
}

/** Whether a question asks how to do the everyday work on a source: build it, run its tests, contribute to it. */
export function asksForWorkflow(question: string): boolean {
  if (!HOW_TO.test(question)) return false;
  const words = question
    .toLowerCase()
    .split(/[^\p{L}\p{N}_$]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
  return words.length > 0 && words.every((word) => WORKFLOW_WORDS.has(word));
}
