import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redactor.ts';

const VALUE = 'sk-Canary/+5 "quoted"\\end';
const MARK = '[secret:KEY]';

function redactorOf(value = VALUE) {
  const redactor = createRedactor();
  redactor.add('KEY', value);
  return redactor;
}

/** Every way in which an echo may give the value back, inside a text of random neighbours. */
const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ text }),
  'json in json': (text) => JSON.stringify(text),
  percent: encodeURIComponent,
  form: (text) => new URLSearchParams({ text }).toString(),
  hex: (text) => Buffer.from(text).toString('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
};

/** The longest run of characters that depends on the value alone must be gone. */
function leaks(output: string, encode: (text: string) => string): boolean {
  const middle = encode(VALUE).replace(/^"|"$/g, '').slice(4, -4);
  return output.includes(middle);
}

describe('a redactor', () => {
  it.each(Object.entries(encodings))('finds a value as %s, whatever stands beside it', (_name, encode) => {
    const redactor = redactorOf();
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const output = redactor.redact(encode(before + VALUE + after));
        expect(output).toContain(MARK);
        expect(leaks(output, encode)).toBe(false);
      }),
    );
  });

  it('finds the lines of a value of many lines', () => {
    const redactor = redactorOf('-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END KEY-----');
    expect(redactor.redact('key: MIIEvQIBADANBgkqhkiG9w0BAQ.')).toBe(`key: ${MARK}.`);
  });

  it('leaves clean text and values alone, as the same object', () => {
    const redactor = redactorOf();
    const clean = { text: 'nothing here', list: [1, null, 'x'] };
    expect(redactor.redactJson(clean)).toBe(clean);
    expect(redactor.redact('nothing here')).toBe('nothing here');
  });

  it('goes through keys and values of JSON', () => {
    const redactor = redactorOf();
    expect(redactor.redactJson({ [VALUE]: [`a ${VALUE} b`], n: 1 })).toEqual({
      [MARK]: [`a ${MARK} b`],
      n: 1,
    });
  });

  it('does not look for values that are too short to be told from ordinary text', () => {
    const redactor = redactorOf('1234567');
    expect(redactor.isActive).toBe(false);
    expect(redactor.redact('1234567')).toBe('1234567');
  });
});

describe('a redacted stream', () => {
  it('finds a value however it is cut, and loses nothing else', () => {
    const redactor = redactorOf();
    const cut = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.string(), fc.string(), cut, (before, after, sizes) => {
        const text = before + VALUE + after;
        const stream = redactor.stream();
        let output = '';
        let at = 0;
        for (let index = 0; at < text.length; index += 1) {
          const size = sizes[index % sizes.length] ?? 1;
          output += stream.push(text.slice(at, at + size));
          at += size;
        }
        output += stream.flush();
        expect(output).toBe(redactor.redact(text));
      }),
    );
  });

  it('finds the longer of two values that begin alike, however it is cut', () => {
    const redactor = redactorOf('password1');
    redactor.add('LONG', 'password1-and-a-tail');
    const texts = [
      'password1-and-a-tail',
      'password1-and-another',
      'password1',
      'password1password1-and-a-tail',
    ];
    for (const text of texts) {
      for (let cut = 1; cut < text.length; cut += 1) {
        const stream = redactor.stream();
        const output = stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.flush();
        expect([cut, output]).toEqual([cut, redactor.redact(text)]);
      }
    }
  });

  it('holds nothing back that cannot become a value', () => {
    const stream = redactorOf().stream();
    expect(stream.push('plain text')).toBe('plain text');
    expect(stream.push('and sk-Can')).toBe('and ');
    expect(stream.push('did')).toBe('sk-Candid');
  });
});
