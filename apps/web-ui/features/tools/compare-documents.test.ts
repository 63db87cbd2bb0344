import { expect, it } from 'vitest';
import { compareDocuments } from './compare-documents';

it('names what changed, and not what each workspace chooses for itself', () => {
  const before = {
    name: 'a',
    label: 'A',
    timeoutMs: 1_000,
    request: { method: 'GET', url: 'https://a.example/', headers: [] },
  };
  const after = {
    name: 'b',
    label: 'B',
    timeoutMs: 2_000,
    request: { method: 'GET', url: 'https://b.example/', headers: [{ name: 'x', value: 'y' }] },
  };
  expect(compareDocuments(before, after).map(({ text }) => text)).toEqual([
    'timeoutMs: 1000 → 2000',
    'url: https://a.example/ → https://b.example/',
    'headers',
  ]);
  expect(compareDocuments(before, before)).toEqual([]);
});
