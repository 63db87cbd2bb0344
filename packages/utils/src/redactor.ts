/**
 * Takes the values of secrets out of everything that leaves. It knows each value as it is and as it may come back:
 * in base64 at any alignment, in hex, percent-encoded, escaped in JSON, and line by line.
 */
import type { JsonValue } from '@codexos/protocol/json';

/** A value shorter than this is too common a text to be looked for. */
export const MIN_REDACTED_LENGTH = 8;
/** A line of a value of many lines, such as a private key, is looked for from this length on. */
const MIN_LINE_LENGTH = 16;

export interface Redactor {
  /** Looks for this value from now on. Values shorter than `MIN_REDACTED_LENGTH` are not looked for. */
  add(name: string, value: string): void;
  /** True when there is anything to look for. */
  readonly isActive: boolean;
  /** The text with each known value replaced by `[secret:NAME]`; the same string when there is none. */
  redact(text: string): string;
  /** As `redact`, for every text and key of a JSON value; the same object when there is none. */
  redactJson<TValue>(value: TValue): TValue;
  /** For text that comes in pieces: holds back what may be the beginning of a value. */
  stream(): RedactedStream;
}

export interface RedactedStream {
  /** What is certain to be clean after this piece. */
  push(piece: string): string;
  /** What was held back. */
  flush(): string;
}

export function createRedactor(): Redactor {
  const names = new Map<string, string>();
  const byFirstCharacter = new Map<string, string[]>();
  let longest = 0;
  let pattern: RegExp | undefined;

  const register = (name: string, form: string): void => {
    if (names.has(form)) return;
    names.set(form, name);
    longest = Math.max(longest, form.length);
    const first = form.charAt(0);
    byFirstCharacter.set(first, [...(byFirstCharacter.get(first) ?? []), form]);
    pattern = undefined;
  };

  const compiled = (): RegExp => {
    const forms = [...names.keys()].sort((left, right) => right.length - left.length);
    pattern ??= new RegExp(forms.map(escapePattern).join('|'), 'g');
    return pattern;
  };

  const markOf = (form: string): string => `[secret:${names.get(form) ?? ''}]`;

  const redact = (text: string): string => (names.size === 0 ? text : text.replace(compiled(), markOf));

  const findFrom = (text: string, start: number): RegExpExecArray | null => {
    const expression = compiled();
    expression.lastIndex = start;
    return expression.exec(text);
  };

  /** Where in the text, from `start` on, a value may begin that the text does not hold whole. */
  const openEnd = (text: string, start: number): number => {
    for (let index = Math.max(start, text.length - longest + 1); index < text.length; index += 1) {
      const rest = text.slice(index);
      const forms = byFirstCharacter.get(text.charAt(index)) ?? [];
      if (forms.some((form) => form.length > rest.length && form.startsWith(rest))) return index;
    }
    return text.length;
  };

  return {
    get isActive() {
      return names.size > 0;
    },
    add(name, value) {
      for (const form of formsOf(value)) register(name, form);
    },
    redact,
    redactJson: (value) => (names.size === 0 ? value : redactDeep(value, redact)),
    stream() {
      let held = '';
      return {
        push(piece) {
          if (names.size === 0 && held === '') return piece;
          const text = held + piece;
          let clean = '';
          let at = 0;
          for (;;) {
            const end = openEnd(text, at);
            const match = findFrom(text, at);
            // A value that is the beginning of a longer one waits until it is clear which of them it is.
            if (!match || match.index >= end) {
              held = text.slice(end);
              return clean + text.slice(at, end);
            }
            clean += `${text.slice(at, match.index)}${markOf(match[0])}`;
            at = match.index + match[0].length;
          }
        },
        flush() {
          const text = redact(held);
          held = '';
          return text;
        },
      };
    },
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function redactDeep<TValue>(value: TValue, redact: (text: string) => string): TValue {
  const text = JSON.stringify(value);
  // Most values are clean, and one look at the whole text tells.
  if (text === undefined || redact(text) === text) return value;
  return redactValue(value as JsonValue, redact) as TValue;
}

function redactValue(value: JsonValue, redact: (text: string) => string): JsonValue {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactValue(item, redact)]),
  );
}

/** Every form in which a value is looked for, without repeats. */
function formsOf(value: string): Set<string> {
  if (value.length < MIN_REDACTED_LENGTH) return new Set();
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const texts = [value, ...(lines.length > 1 ? lines.filter((line) => line.length >= MIN_LINE_LENGTH) : [])];
  return new Set(texts.flatMap((text) => encodingsOf(text)));
}

function encodingsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const percent = encodeURIComponent(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    percent,
    percent.replaceAll('%20', '+'),
    percent.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    hex,
    hex.toUpperCase(),
    ...base64FormsOf(bytes),
  ].filter((form) => form.length >= MIN_REDACTED_LENGTH);
}

/**
 * The middle of the base64 of a text that holds the bytes at an offset of 0, 1 or 2 modulo 3: the characters at
 * either end that also depend on the neighbours are left out.
 */
function base64FormsOf(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((padded.length * 8) / 6);
    return [padded.toString('base64').slice(start, end), padded.toString('base64url').slice(start, end)];
  });
}
