import type { JsonValue } from '@codexos/protocol/json';
import type { ToolDocument } from '@codexos/protocol/tool';
import { isDots } from '@codexos/protocol/tool-url';
import { CodexError } from '@codexos/utils/errors';
import type { ParseExpression } from '../ports/parse-expression.ts';
import {
  compileText,
  evaluateText,
  secretsOf,
  valueToText,
  type RequestValues,
  type SecretOf,
  type TextPiece,
} from './compile-text.ts';

/** A request as it goes out. */
export interface PreparedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

export interface CompiledRequest {
  /** Every secret that it names, each once. */
  secrets: readonly string[];
  /** Throws EXPRESSION_FAILED, or TOOL_INPUT_INVALID for values that make no request. */
  build(values: RequestValues, secretOf: SecretOf): PreparedRequest;
}

type CompiledValue = (values: RequestValues, secretOf: SecretOf) => JsonValue;
interface CompiledPair {
  name: string;
  pieces: TextPiece[];
}

const MAX_URL_CHARS = 8_000;
const MAX_BODY_CHARS = 1_000_000;
/** What a header may carry as one character each. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Reads every expression of a request once. Throws EXPRESSION_FAILED. */
export function compileRequest(
  { request, answer }: Pick<ToolDocument, 'request' | 'answer'>,
  parse: ParseExpression,
): CompiledRequest {
  const { method } = request;
  const url = compileText(request.url, parse);
  const query = compilePairs(request.query, parse);
  const headers = compilePairs(request.headers, parse);
  const secrets = new Set([...query, ...headers].flatMap(({ pieces }) => secretsOf(pieces)));
  const body = request.body === undefined ? undefined : compileValue(request.body, { parse, secrets });
  return {
    secrets: [...secrets],
    build(values, secretOf) {
      const sent = body?.(values, secretOf);
      const text = sent === undefined ? undefined : typeof sent === 'string' ? sent : JSON.stringify(sent);
      if (text !== undefined && text.length > MAX_BODY_CHARS)
        throw invalid(`the body has ${text.length} characters, more than ${MAX_BODY_CHARS}`);
      return {
        method,
        url: fillUrl(url, values) + fillQuery(query, values, secretOf),
        headers: {
          ...(answer.type === 'text' ? {} : { accept: 'application/json' }),
          ...(sent === undefined ? {} : { 'content-type': contentTypeOf(sent) }),
          ...fillHeaders(headers, values, secretOf),
        },
        ...(text === undefined ? {} : { body: text }),
      };
    },
  };
}

function compilePairs(
  pairs: readonly { name: string; value: string }[],
  parse: ParseExpression,
): CompiledPair[] {
  return pairs.map(({ name, value }) => ({ name, pieces: compileText(value, parse) }));
}

interface ValueOptions {
  parse: ParseExpression;
  /** Gathers the secrets that the texts name. */
  secrets: Set<string>;
}

/** Every text of a JSON value as a template. A part that comes out as nothing is left out of its list or object. */
function compileValue(value: JsonValue, options: ValueOptions): CompiledValue {
  if (typeof value === 'string') {
    const { parse, secrets } = options;
    const pieces = compileText(value, parse);
    for (const name of secretsOf(pieces)) secrets.add(name);
    return (values, secretOf) => evaluateText(pieces, values, secretOf);
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => ({
      isText: typeof item === 'string',
      fill: compileValue(item, options),
    }));
    return (values, secretOf) =>
      items.flatMap(({ isText, fill }) => {
        const filled = fill(values, secretOf);
        return isText && filled === null ? [] : [filled];
      });
  }
  if (typeof value !== 'object' || value === null) return () => value;
  const fields = Object.entries(value).map(
    ([name, inner]) => [name, typeof inner === 'string', compileValue(inner, options)] as const,
  );
  return (values, secretOf) =>
    Object.fromEntries(
      fields.flatMap(([name, isText, fill]) => {
        const filled = fill(values, secretOf);
        return isText && filled === null ? [] : [[name, filled]];
      }),
    );
}

/** What is filled into the path is one part of it, whatever it holds. */
function fillUrl(pieces: readonly TextPiece[], values: RequestValues): string {
  const url = pieces
    .map((piece) => {
      if (piece.type !== 'expression') return piece.type === 'text' ? piece.text : '';
      const text = valueToText(piece.evaluate(values));
      if (text === '') throw invalid('a part of the address is empty');
      return encodeURIComponent(text);
    })
    .join('');
  const path = url.slice(url.indexOf('//') + 2);
  if (path.split('/').some(isDots)) throw invalid('a part of the address is . or ..');
  if (url.length > MAX_URL_CHARS) throw invalid(`the address is longer than ${MAX_URL_CHARS} characters`);
  return url;
}

function fillQuery(pairs: readonly CompiledPair[], values: RequestValues, secretOf: SecretOf): string {
  const query = new URLSearchParams();
  for (const { name, pieces } of pairs) {
    const value = evaluateText(pieces, values, secretOf);
    const texts = (Array.isArray(value) ? value : [value]).map(valueToText);
    for (const text of texts) if (text !== '') query.append(name, text);
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function fillHeaders(
  pairs: readonly CompiledPair[],
  values: RequestValues,
  secretOf: SecretOf,
): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const { name, pieces } of pairs) {
    const text = valueToText(evaluateText(pieces, values, secretOf)).trim();
    if (text === '') continue;
    // The value itself may be a secret, so the message does not show it.
    if (!HEADER_VALUE.test(text))
      throw invalid(`the header ${name} gets a character that a header cannot hold`);
    filled[name.toLowerCase()] = text;
  }
  return filled;
}

function contentTypeOf(body: JsonValue): string {
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
}

function invalid(problem: string): CodexError {
  return new CodexError({
    code: 'TOOL_INPUT_INVALID',
    message: `The input makes no request: ${problem}.`,
    hint: 'Give other values, or change the request of the tool.',
  });
}
