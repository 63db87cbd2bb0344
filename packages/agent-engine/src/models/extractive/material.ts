import type { Citation, Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { numberedCitations } from '../../citations/numbered-citations.ts';
import { parsePassages } from '../../citations/render-passages.ts';
import { parseResults } from '../../citations/render-results.ts';
import { carriedWords, withCarried } from '../../conversation/follow-up.ts';
import { citationKey } from '../../citations/union-citations.ts';
import type { ModelRequest, ToolMessage } from '../../ports/model-client.ts';
import { analysedQuestion } from './limits.ts';
import { splitBlocks } from './split-blocks.ts';

/** What a request gives the model to choose from. */
export interface Material {
  /** The last thing a person said, without the passages in it. */
  question: string;
  /** Words that the question has from the ones before it, when it depends on them. */
  carried?: string[];
  /** Best first, each content once. */
  passages: Passage[];
  /** Results of tools that came without a place to cite. */
  results: { tool: string; text: string; isError: boolean }[];
}

export function readMaterial(request: ModelRequest): Material {
  const citations = numberedCitations(request);
  const passages: Passage[] = [...(request.passages ?? [])];
  const results: Material['results'] = [];
  let question = '';
  const before: string[] = [];
  for (const message of request.messages) {
    if (message.role === 'user') {
      const { blocks: given, rest: text } = splitBlocks(message.text, 'result');
      results.push(...given.flatMap(readResultBlock));
      const { blocks, rest } = splitBlocks(text, 'source');
      // The prompt shows a passage without all of its citation; the request knows the whole.
      passages.push(
        ...blocks
          .flatMap((block) => parsePassages(block).passages)
          .map(({ number, passage }) => withCitation(passage, citations[number - 1])),
      );
      // What is asked again is asked about the first question.
      if (rest !== '' && (question === '' || request.purpose !== 'revise')) {
        if (question !== '') before.push(question);
        question = analysedQuestion(questionIn(rest));
      }
    } else if (message.role === 'tool') {
      const read = readToolResult(message);
      passages.push(...read.passages);
      results.push(...read.results);
    }
  }
  const carried = carriedWords(question, before);
  const asked = carried.length === 0 ? {} : { carried };
  return { question: withCarried(question, carried), ...asked, passages: uniquePassages(passages), results };
}

function readResultBlock(block: string): Material['results'] {
  return parseResults(block).results.map(({ from, text }) => ({ tool: from, text, isError: false }));
}

function readToolResult({
  tool,
  output,
  isError,
  citations = [],
  passages: found,
}: ToolMessage): Pick<Material, 'passages' | 'results'> {
  if (found) return { passages: [...found], results: [] };
  const texts = isError ? [] : citedTexts(output, citations);
  if (texts.length > 0) return { passages: texts, results: [] };
  return { passages: [], results: [{ tool, text: resultText(output), isError }] };
}

/** Texts within a tool's result that one of its citations points at: by position in a list, or the result as a whole. */
function citedTexts(output: JsonValue, citations: readonly Citation[]): Passage[] {
  if (citations.length === 0) return [];
  const list = listIn(output);
  if (list && list.length === citations.length) {
    return list.flatMap((item, index) => toPassage(textIn(item), citations[index]));
  }
  return toPassage(textIn(output), citations[0]);
}

function toPassage(text: string | null, citation: Citation | undefined): Passage[] {
  return text === null || citation === undefined ? [] : [{ text, citation, score: 0 }];
}

function listIn(output: JsonValue): JsonValue[] | null {
  if (Array.isArray(output)) return output;
  if (typeof output !== 'object' || output === null) return null;
  return Object.values(output).find((value): value is JsonValue[] => Array.isArray(value)) ?? null;
}

// The longest text of a result is its content; the others name it.
function textIn(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const texts = Object.values(value).filter((inner): inner is string => typeof inner === 'string');
  return texts.sort((left, right) => right.length - left.length)[0] ?? null;
}

function resultText(output: JsonValue): string {
  if (typeof output === 'string') return output;
  if (typeof output === 'object' && output !== null && !Array.isArray(output)) {
    const values = Object.values(output);
    const [only] = values;
    if (values.length === 1 && only !== undefined && typeof only !== 'object') return String(only);
  }
  return JSON.stringify(output, null, 2);
}

function withCitation(passage: Passage, citation: Citation | undefined): Passage {
  return citation ? { ...passage, citation } : passage;
}

function uniquePassages(passages: readonly Passage[]): Passage[] {
  const seen = new Set<string>();
  return passages.filter(({ citation, text }) => {
    const key = `${citationKey(citation)}\n${text.length}`;
    if (text.trim() === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const LONG_PROMPT = 280;

/** What is asked within a prompt: what a label announces, or the last question of a long text. */
function questionIn(text: string): string {
  const labelled = [
    ...text.matchAll(
      /(?:^|\n)[ \t]*(?:\*\*)?(?:question|request|task|goal|query)(?:\*\*)?[ \t]*:(?:\*\*)?\s*(\S[^\n]*)/gi,
    ),
  ];
  const announced = labelled.at(-1)?.[1];
  if (announced !== undefined) return announced;
  if (text.length < LONG_PROMPT) return text;
  const sentences = [...text.matchAll(/[^.!?\n]+[.!?\n]?/g)].map(([sentence]) => sentence);
  return sentences.findLast((sentence) => sentence.endsWith('?') && sentence.length > 8)?.trim() ?? text;
}
