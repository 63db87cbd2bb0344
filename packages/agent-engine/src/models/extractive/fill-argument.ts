import type { JsonValue } from '@codexos/protocol/json';

export interface ParameterSchema {
  type?: JsonValue;
  label?: string;
  description?: string;
  enum?: JsonValue[];
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  maxLength?: number;
  minLength?: number;
  pattern?: string;
}

export interface FillOptions {
  request: string;
  name: string;
  schema: ParameterSchema;
  isRequired: boolean;
  mayUseWholeRequest: boolean;
  /** Parts of the request that other arguments already have. */
  used: readonly string[];
}

/** A literal part of a request that fits a parameter of a tool; null when there is none. */
export function fillArgument(options: FillOptions): JsonValue | null {
  const { request, name, schema, isRequired } = options;
  if (schema.enum) return schema.enum.find((value) => isNamed(request, value)) ?? null;
  if (schema.type === 'number' || schema.type === 'integer') {
    // A number that is not asked for by name could be anything.
    const named = new RegExp(`\\b${escape(name)}\\b\\D{0,12}(-?\\d+(?:\\.\\d+)?)`, 'i').exec(request)?.[1];
    const value = named ?? (isRequired ? /-?\d+(?:\.\d+)?/.exec(request)?.[0] : undefined);
    return value === undefined ? null : fitNumber(Number(value), schema);
  }
  if (schema.type !== 'string') return null;
  for (const span of spansFor(options)) {
    if (fitsText(span, schema) && !options.used.includes(span)) return span;
  }
  return null;
}

/** Parts of the request that may be meant, best first. */
function spansFor({ request, name, schema, isRequired, mayUseWholeRequest }: FillOptions): string[] {
  const word = name.toLowerCase();
  const quoted = [...request.matchAll(/`([^`]+)`|"([^"]+)"|“([^”]+)”|'([^'\s][^']*)'(?!\w)/g)].map(
    (match) => match.slice(1).find((part) => part !== undefined) ?? '',
  );
  if (schema.format === 'uri' || word === 'url' || word.endsWith('url'))
    return matchesOf(request, /https?:\/\/[^\s"'`<>]*[^\s"'`<>.,;:!?)]/g);
  if (isPathLike(name, schema)) {
    const paths = matchesOf(
      request,
      /(?<![\w@.-])(?:\.{0,2}\/)?[\w@.-]+(?:\/[\w@.*-]+)+|(?<![\w-])[\w-]+\.[A-Za-z]\w{0,5}\b/g,
    );
    return [...quoted.filter((part) => /[./]/.test(part)), ...paths];
  }
  if (/^time_?zone$/.test(word)) return matchesOf(request, /\b[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+\b|\bUTC\b/g);
  if (/^(expression|formula|calculation)$/.test(word)) {
    const sums = matchesOf(request, /[-(\d.]+(?:\s*(?:[-+*/%^()]|\d+(?:\.\d+)?)\s*)+/g).map((part) =>
      part.trim(),
    );
    return sums
      .filter((part) => /\d\s*[-+*/%^]\s*[\d(.-]/.test(part))
      .sort((left, right) => right.length - left.length);
  }
  if (/^(q|query|question|search|text|prompt|input|goal|pattern|term|keywords?)$/.test(word)) {
    return [
      ...quoted,
      ...(isRequired && mayUseWholeRequest ? [request.trim().replace(/[?!.\s]+$/, '')] : []),
    ];
  }
  return isRequired ? quoted : [];
}

function isPathLike(name: string, { label = '', description = '' }: ParameterSchema): boolean {
  return (
    /(^|[a-z])(path|file|filename|folder|directory|dir|glob)$/i.test(name) ||
    /\b(folder|glob|path)\b/i.test(`${label} ${description}`)
  );
}

/** Whether a value is unmistakably meant for its parameter: an address, a sum, or a path with folders. */
export function isStrongEvidence(name: string, schema: ParameterSchema, value: JsonValue): boolean {
  if (typeof value !== 'string') return false;
  if (/^https?:\/\//.test(value)) return true;
  if (/^(expression|formula|calculation)$/i.test(name)) return true;
  return isPathLike(name, schema) && value.includes('/');
}

function fitsText(
  text: string,
  { minLength = 1, maxLength = Number.POSITIVE_INFINITY, pattern }: ParameterSchema,
): boolean {
  if (text.length < minLength || text.length > maxLength) return false;
  return pattern === undefined || matchesPattern(text, pattern);
}

function matchesPattern(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch (error) {
    // A pattern that this engine does not read cannot be met with certainty.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function fitNumber(
  value: number,
  { type, minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity }: ParameterSchema,
): number | null {
  const isFitting =
    value >= minimum &&
    value <= maximum &&
    value > exclusiveMinimum &&
    (type === 'number' || Number.isInteger(value));
  return isFitting ? value : null;
}

function isNamed(request: string, value: JsonValue): boolean {
  return typeof value === 'string' && new RegExp(`(?<![\\w])${escape(value)}(?![\\w])`, 'i').test(request);
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
