import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('passwords', () => {
  it('knows its own again, in any Unicode form, and no other', async () => {
    const hashed = await hashPassword('cre\u0300me et sucre');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword('cr\u00e8me et sucre', hashed)).toBe(true);
    expect(await verifyPassword('creme et sucre', hashed)).toBe(false);
  });

  it('says no where there is no hash', async () => {
    expect(await verifyPassword('nobody has this password', undefined)).toBe(false);
  });

  it('salts', async () => {
    expect(await hashPassword('twice the same')).not.toBe(await hashPassword('twice the same'));
  });
});
