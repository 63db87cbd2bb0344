import { randomBytes } from 'node:crypto';
import { toMasterKey } from '@codexos/utils/master-key';
import { describe, expect, it } from 'vitest';
import { callTokenKey, isCallTokenKey, readCallToken, signCallToken } from './call-token.ts';

const masterKey = toMasterKey(randomBytes(32));
const publicKey = callTokenKey(masterKey, 'one');
const now = 1_000;
const claims = { id: 'a', name: 'Nightly report', expiresAt: 2_000 };

describe('a token of a deployment', () => {
  it('is read with the key of that deployment, until it ends', () => {
    const token = signCallToken(masterKey, 'one', claims);
    expect(token).toMatch(/^cdxd_[\w-]+\.[\w-]+$/);
    expect(readCallToken(token, { publicKey, now })).toEqual(claims);
    expect(readCallToken(token, { publicKey, now: 2_000 })).toBeUndefined();
    const endless = signCallToken(masterKey, 'one', { id: 'b', name: '' });
    expect(readCallToken(endless, { publicKey, now: 1e15 })).toEqual({ id: 'b', name: '' });
  });

  it.each([
    ['of another deployment', signCallToken(masterKey, 'two', claims)],
    ['of another server', signCallToken(toMasterKey(randomBytes(32)), 'one', claims)],
    ['with other words', `${signCallToken(masterKey, 'one', claims).split('.')[0]?.slice(0, -1)}A.AAAA`],
    ['without a signature', signCallToken(masterKey, 'one', claims).split('.')[0] ?? ''],
    ['with something behind it', `${signCallToken(masterKey, 'one', claims)}.x`],
    ['that is an API token', 'cdx_8lq0'],
    ['that is empty', ''],
  ])('is refused: one %s', (_name, token) => {
    expect(readCallToken(token, { publicKey, now })).toBeUndefined();
  });

  it('has the same key after a restart, and knows one when it sees it', () => {
    expect(callTokenKey(masterKey, 'one')).toBe(publicKey);
    expect(isCallTokenKey(publicKey)).toBe(true);
    expect(isCallTokenKey('abc')).toBe(false);
  });
});
