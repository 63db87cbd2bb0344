/**
 * Passages as blocks within a prompt. The block says where its text comes from and under which number it is cited,
 * and marks the text as data: a text that holds the closing mark itself cannot end its block.
 */
import type { Citation, Passage } from '@codexos/protocol/citation';
import { citationKey } from './union-citations.ts';

/** One block a passage; numbers count through `citations`, or through the passages where it is not given. */
export function renderPassages(passages: readonly Passage[], citations?: readonly Citation[]): string {
  const numbers = new Map((citations ?? []).map((citation, index) => [citationKey(citation), index + 1]));
  return passages
    .map((passage, index) => renderPassage(passage, numbers.get(citationKey(passage.citation)) ?? index + 1))
    .join('\n\n');
}

/** The passages that `renderPassages` has put into a text, by number, and the text around them. */
export function parsePassages(text: string): {
  passages: { number: number; passage: Passage }[];
  rest: string;
} {
  const passages: { number: number; passage: Passage }[] = [];
  const rest = text.replace(BLOCK, (_match, head: string, body: string) => {
    const attributes = parseAttributes(head);
    const [startLine = 1, endLine = startLine] = (attributes.get('lines') ?? '').split('-').map(Number);
    const symbol = attributes.get('symbol');
    const language = attributes.get('language');
    passages.push({
      number: Number(attributes.get('id') ?? passages.length + 1),
      passage: {
        text: body.replaceAll(ESCAPED_END, END),
        citation: {
          path: attributes.get('path') ?? 'text',
          startLine: startLine || 1,
          endLine: endLine || 1,
          ...(symbol === undefined ? {} : { symbol }),
          blobHash: '',
        },
        score: 0,
        ...(language === undefined ? {} : { language }),
      },
    });
    return '';
  });
  return { passages, rest: rest.trim() };
}

const END = '</source';
const ESCAPED_END = '<\\/source';
const BLOCK = /<source ([^>\n]*)>\n([\s\S]*?)\n<\/source>\n*/g;

function renderPassage({ text, citation, language }: Passage, number: number): string {
  const attributes = [
    ['id', String(number)],
    ['path', citation.path],
    ['lines', `${citation.startLine}-${citation.endLine}`],
    ...(citation.symbol === undefined ? [] : [['symbol', citation.symbol]]),
    ...(language === undefined ? [] : [['language', language]]),
  ];
  const head = attributes.map(([name = '', value = '']) => `${name}="${escapeAttribute(value)}"`).join(' ');
  return `<source ${head}>\n${text.replaceAll(END, ESCAPED_END)}\n</source>`;
}

function parseAttributes(head: string): Map<string, string> {
  return new Map(
    [...head.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescapeAttribute(value),
    ]),
  );
}

const ENTITIES = [
  ['&', '&amp;'],
  ['"', '&quot;'],
  ['>', '&gt;'],
  ['\n', '&#10;'],
] as const;

function escapeAttribute(value: string): string {
  return ENTITIES.reduce((escaped, [plain, entity]) => escaped.replaceAll(plain, entity), value);
}

function unescapeAttribute(value: string): string {
  return ENTITIES.reduceRight((plainText, [plain, entity]) => plainText.replaceAll(entity, plain), value);
}
