import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleMessage, webhookExample } from './webhook-example';

const url = 'http://127.0.0.1:4000/api/hooks/01A';
const body = { text: "It's “here”" };
const text = JSON.stringify(body);
const bytes = Buffer.from('thirty-two bytes of a real secret');

/** Runs the example in a shell in which `curl` only says what it was given. */
function headersOf(script: string, secret: string): Map<string, string> {
  const output = execFileSync('bash', ['-euc', `curl() { printf '%s\\0' "$@"; }\n${script}`], {
    env: { ...process.env, WEBHOOK_SECRET: secret },
    encoding: 'utf8',
  });
  const words = output.split('\0');
  const headers = words.flatMap((word, index) => (words[index - 1] === '-H' ? [word.split(': ')] : []));
  return new Map([
    ...headers.map(([name = '', value = '']): [string, string] => [name, value]),
    ['body', words[words.indexOf('--data-raw') + 1] ?? ''],
  ]);
}

describe('the example of a webhook', () => {
  it.each([
    ['of its own', `whsec_${bytes.toString('base64')}`, undefined, bytes],
    ['of the vault with the prefix', `whsec_${bytes.toString('base64')}`, 'secret:HOOK', bytes],
    ['of the vault that is any text', 'a plain text', 'secret:HOOK', Buffer.from('a plain text')],
  ])('signs with a secret %s as Standard Webhooks has it', (_name, value, secret, key) => {
    const script = webhookExample({ url, config: { scheme: 'standard', secret }, body });
    expect(script).not.toContain(value);
    const headers = headersOf(script, value);
    const signed = `${headers.get('webhook-id')}.${headers.get('webhook-timestamp')}.${text}`;
    const expected = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers.get('body')).toBe(text);
    expect(headers.get('webhook-signature')).toBe(`v1,${expected}`);
  });

  it('signs as GitHub does', () => {
    const headers = headersOf(webhookExample({ url, config: { scheme: 'github' }, body }), 'a secret');
    const expected = createHmac('sha256', 'a secret').update(text).digest('hex');
    expect(headers.get('x-hub-signature-256')).toBe(`sha256=${expected}`);
  });

  it('fills the inputs that take one field of the message', () => {
    expect(
      sampleMessage({ a: '{{ body.question }}', b: 'Hello {{ body.name }}', c: '{{ trigger.at }}' }),
    ).toEqual({ question: '…' });
  });
});
