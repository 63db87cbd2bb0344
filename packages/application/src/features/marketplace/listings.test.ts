import { flowSchema } from '@codexos/protocol/flow';
import { LISTING_FORMAT, type ListingBody } from '@codexos/protocol/listing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILTIN_TEXTS } from './builtin/index.ts';
import { compareVersions } from './compare-versions.ts';
import { createAuthorKeyPair, fingerprintOf, signListing } from './listing-signature.ts';
import { needsOfContent } from './needs-of-content.ts';
import { parseListing } from './parse-listing.ts';
import { toSlug } from './to-slug.ts';

const keys = createAuthorKeyPair();
const invalid = expect.objectContaining({ code: 'LISTING_INVALID' });

function bodyOf(change: Partial<ListingBody> = {}): ListingBody {
  const content = {
    kind: 'flow' as const,
    flows: [],
    agents: [],
    tools: [],
    flow: flowSchema.parse({
      name: 'Call',
      settings: { allowedEffects: ['write'] },
      nodes: [
        {
          id: 'call',
          kind: 'tool',
          config: {
            tool: 'http-request',
            arguments: {
              url: 'https://api.example.com/x',
              headers: { authorization: 'Bearer secret:TOKEN' },
            },
          },
        },
      ],
      edges: [],
    }),
  };
  return {
    format: LISTING_FORMAT,
    slug: 'call',
    version: '1.0.0',
    name: 'Call',
    description: 'Calls.',
    readme: '',
    tags: [],
    licence: 'Apache-2.0',
    publishedAt: 1,
    needs: needsOfContent(content),
    content,
    author: { name: 'Someone', publicKey: keys.publicKey },
    ...change,
  };
}

function signed(body: ListingBody): string {
  return JSON.stringify({ listing: body, signature: signListing(body, keys) });
}

describe('a listing file', () => {
  it('is read when its author signed it, and says what it needs', () => {
    const { isSigned, body } = parseListing(signed(bodyOf()));
    expect(isSigned).toBe(true);
    expect(body.needs).toEqual({
      secrets: [{ name: 'TOKEN', tools: ['http-request'], hosts: ['api.example.com'] }],
      tools: ['http-request'],
      hosts: [],
      models: [],
      effects: ['write'],
      isAskingSource: false,
    });
  });

  it('is refused after any character of it was changed', () => {
    const text = signed(bodyOf());
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('a', '7', 'Z'), (at, character) => {
        fc.pre(text[at] !== character);
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        expect(() => parseListing(changed)).toThrow(invalid);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when the spare bits of its signature were changed', () => {
    const text = signed(bodyOf());
    const last = text.length - 3;
    const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
      (character) => character !== text[last],
    );
    for (const character of others)
      expect(() => parseListing(text.slice(0, last) + character + text.slice(last + 1))).toThrow(invalid);
  });

  it.each([
    ['no JSON', 'listing: yes'],
    ['JSON of another kind', '[]'],
    ['a body that names an author without a signature', JSON.stringify({ listing: bodyOf() })],
    [
      'a signature by another key',
      JSON.stringify({ listing: bodyOf(), signature: signListing(bodyOf(), createAuthorKeyPair()) }),
    ],
    [
      'needs that are fewer than those of the content',
      signed(bodyOf({ needs: { ...bodyOf().needs, secrets: [] } })),
    ],
    ['effects that it hides', signed(bodyOf({ needs: { ...bodyOf().needs, effects: [] } }))],
    ['a slug that climbs', signed(bodyOf({ slug: '../../etc' }))],
    ['more than 2 MB', signed(bodyOf({ readme: 'x'.repeat(2_200_000) }))],
    ['a key of the prototype', '{"listing":{"__proto__":{"format":"codexos.listing/v1"}}}'],
  ])('is refused when it is %s', (_name, text) => {
    expect(() => parseListing(text)).toThrow(invalid);
  });

  it('stays valid when it holds fields that this version does not know inside its flow', () => {
    const body = bodyOf();
    const later = {
      ...body,
      content: { ...body.content, flow: { ...body.content, ...flowOf(body), laterField: 1 } },
    };
    const text = JSON.stringify({ listing: later, signature: signListing(later, keys) });
    expect(parseListing(text).isSigned).toBe(true);
  });
});

function flowOf({ content }: ListingBody): object {
  return content.kind === 'flow' ? content.flow : {};
}

describe('what ships with the app', () => {
  const all = BUILTIN_TEXTS.map((text) => parseListing(text).body);

  it('has at least 12 listings with addresses of their own', () => {
    expect(all.length).toBeGreaterThanOrEqual(12);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length);
  });

  it('has the five executives and an agent of each group', () => {
    expect(all.filter(({ tags }) => tags.includes('executive')).map(({ name }) => name)).toEqual([
      'CEO Mimi',
      'CTO Alex',
      'CFO Maya',
      'CLO Sage',
      'CMO Anova',
    ]);
    for (const group of ['core-system', 'business', 'growth', 'support', 'knowledge', 'domain'])
      expect([group, all.some(({ tags }) => tags.includes(group))]).toEqual([group, true]);
  });
});

describe('small parts', () => {
  it('orders versions by their numbers', () => {
    expect(['1.9.0', '1.10.0', '0.99.9', '2.0.0'].sort(compareVersions)).toEqual([
      '2.0.0',
      '1.10.0',
      '1.9.0',
      '0.99.9',
    ]);
  });

  it.each([
    ['Ask a repository', 'ask-a-repository'],
    ['Größe & Maß', 'gro-e-ma'],
    ['??', 'x-untitled'],
  ])('makes a slug of %s', (name, slug) => {
    expect(toSlug(name)).toBe(slug);
  });

  it('shows the fingerprint of a key in groups of four', () => {
    expect(fingerprintOf(keys.publicKey)).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/);
  });
});
