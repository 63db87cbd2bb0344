/** The derivation of passwords and master keys against published vectors, and against a second implementation. */
import { argon2Sync } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { expect, it } from 'vitest';
import { hashPassword } from './password.ts';

const fill = (length: number, byte: number): Buffer => Buffer.alloc(length, byte);

/** The library's number of it; its enum is of a kind that only its own compiler can read. */
const ARGON2ID = 2;

// Source: RFC 9106, section 5.3.
const RFC_9106 = '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659';

// Source: test.c of the reference implementation (phc-winner-argon2), version 0x13: t, log2 of m, p, password, salt.
const REFERENCE: [number, number, number, string, string, string][] = [
  [2, 16, 1, 'password', 'somesalt', '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
  [2, 8, 1, 'password', 'somesalt', '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
  [2, 8, 2, 'password', 'somesalt', '6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037'],
  [1, 16, 1, 'password', 'somesalt', 'f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98'],
  [4, 16, 1, 'password', 'somesalt', '9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c'],
  [
    2,
    16,
    1,
    'differentpassword',
    'somesalt',
    '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde',
  ],
  [2, 16, 1, 'password', 'diffsalt', 'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c'],
];

const node = (
  password: Buffer,
  salt: Buffer,
  costs: { memory: number; passes: number; parallelism: number },
) => argon2Sync('argon2id', { message: password, nonce: salt, tagLength: 32, ...costs }).toString('hex');

it('meets the vector of RFC 9106 with the second implementation', () => {
  const tag = argon2Sync('argon2id', {
    message: fill(32, 1),
    nonce: fill(16, 2),
    secret: fill(8, 3),
    associatedData: fill(12, 4),
    memory: 32,
    passes: 3,
    parallelism: 4,
    tagLength: 32,
  });
  expect(tag.toString('hex')).toBe(RFC_9106);
});

it.each(REFERENCE)(
  'gives with %i passes, 2^%i KiB and %i lanes for %s, %s what is published',
  async (...vector) => {
    const [timeCost, log2Memory, parallelism, password, salt, tag] = vector;
    const memoryCost = 2 ** log2Memory;
    const options = { algorithm: ARGON2ID, outputLen: 32, timeCost, memoryCost, parallelism };
    expect((await hashRaw(password, { ...options, salt: Buffer.from(salt) })).toString('hex')).toBe(tag);
    const costs = { memory: memoryCost, passes: timeCost, parallelism };
    expect(node(Buffer.from(password), Buffer.from(salt), costs)).toBe(tag);
  },
);

it('hashes a password as the second implementation does with the costs that the hash names', async () => {
  const [, , , costs = '', salt = '', tag = ''] = (await hashPassword('correct horse')).split('$');
  const [memory = 0, passes = 0, parallelism = 0] = [...costs.matchAll(/\d+/g)].map(Number);
  const expected = node(Buffer.from('correct horse'), Buffer.from(salt, 'base64'), {
    memory,
    passes,
    parallelism,
  });
  expect(Buffer.from(tag, 'base64').toString('hex')).toBe(expected);
});
