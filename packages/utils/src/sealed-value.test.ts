import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMasterKey } from './master-key.ts';
import { openValue, sealValue } from './sealed-value.ts';

const masterKey = toMasterKey(randomBytes(32));
const identity = 'workspace:secret:1';
const locked = expect.objectContaining({ code: 'VAULT_LOCKED' });

describe('a sealed value', () => {
  it('opens to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(openValue(sealValue(value, { masterKey, identity }), { masterKey, identity })).toBe(value);
      }),
    );
  });

  it('is different each time and shows nothing of the text', () => {
    const [first, second] = [1, 2].map(() => sealValue('the same text', { masterKey, identity }));
    expect(first).not.toBe(second);
    expect(first).not.toContain(Buffer.from('the same text').toString('base64url').slice(0, 8));
  });

  it('does not open under another key, for another identity, or after any byte was changed', () => {
    const sealed = sealValue('value', { masterKey, identity });
    const other = toMasterKey(randomBytes(32));
    expect(() => openValue(sealed, { masterKey: other, identity })).toThrow(locked);
    expect(() => openValue(sealed, { masterKey, identity: 'workspace:secret:2' })).toThrow(locked);
    const parts = sealed.split('.');
    for (const part of [2, 3]) {
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      for (let index = 0; index < bytes.length; index += 1) {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ 1;
        const text = parts.with(part, changed.toString('base64url')).join('.');
        expect(() => openValue(text, { masterKey, identity })).toThrow(locked);
      }
    }
  });
});
