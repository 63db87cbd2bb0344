import { expect, it } from 'vitest';
import { findMissingScreenshots } from './screenshots.ts';

const four = ['wide-light', 'wide-dark', 'phone-light', 'phone-dark'].map((view) => `vault-${view}.png`);

it('passes pages with all four pictures and names what another lacks', () => {
  const pages = [{ name: 'vault' }];
  expect(findMissingScreenshots(pages, new Set(four))).toEqual([]);
  expect(
    findMissingScreenshots([...pages, { name: 'queue' }], new Set([...four, 'queue-wide-dark.png'])),
  ).toEqual([
    'The page queue lacks queue-wide-light.png, queue-phone-light.png, queue-phone-dark.png in docs/screenshots: npm run screenshots',
  ]);
});
