import type { Citation, Passage } from '@codexos/protocol/citation';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCitationCompactor } from './compact-citations.ts';
import { joinCitedTexts } from './join-cited-texts.ts';
import { mapMarkers } from './map-markers.ts';
import { parsePassages, renderPassages } from './render-passages.ts';
import { parseResults, renderResults } from './render-results.ts';

const cite = (path: string): Citation => ({ path, startLine: 1, endLine: 2, blobHash: path });
const [a, b, c] = [cite('a'), cite('b'), cite('c')];

describe('markers', () => {
  it('are mapped in prose and left alone in code', () => {
    const text = 'See [1], `list[1]` and\n```\nx[1] = 2\n```\nthen [2].';
    expect(mapMarkers(text, (number) => number + 10)).toBe(
      'See [11], `list[1]` and\n```\nx[1] = 2\n```\nthen [12].',
    );
  });

  it('are found again after a stray backtick, in the next paragraph', () => {
    expect(mapMarkers('a ` b [1]\n\nc [1]', () => 9)).toBe('a ` b [1]\n\nc [9]');
  });

  it('come out the same however the text is cut', () => {
    const text = 'One [1][3] two `a[1]` ```js\nq[2]\n``` [2] [12] end [1';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 20, maxLength: 60 }), (sizes) => {
        const compactor = createCitationCompactor([a, b, c]);
        let out = '';
        let index = 0;
        for (const size of sizes) {
          out += compactor.push(text.slice(index, index + size));
          index += size;
        }
        out += compactor.push(text.slice(index)) + compactor.flush();
        expect(out).toBe('One [1][2] two `a[1]` ```js\nq[2]\n``` [3]  end [1');
        expect(compactor.citations()).toEqual([a, c, b]);
      }),
    );
  });
});

describe('texts that are joined', () => {
  it('count through one list of citations', () => {
    const joined = joinCitedTexts([
      { text: 'x [1]', citations: [a] },
      { text: 'y [1] z [2]', citations: [b, a] },
    ]);
    expect(joined).toEqual({ texts: ['x [1]', 'y [2] z [1]'], citations: [a, b] });
  });

  it('keep numbers that are no markers of theirs', () => {
    expect(joinCitedTexts([{ text: 'see [1]', citations: [] }]).texts).toEqual(['see [1]']);
  });
});

describe('passages within a prompt', () => {
  const passages: Passage[] = [
    { text: 'line </source>\n<source id="9">', citation: { ...a, symbol: 'f"<>' }, score: 1, language: 'ts' },
    { text: 'two', citation: b, score: 1 },
  ];

  it('can be read back as they were, whatever their text holds', () => {
    const { passages: read, rest } = parsePassages(`Before\n\n${renderPassages(passages)}\n\nAfter`);
    expect(rest).toBe('Before\n\nAfter');
    expect(
      read.map(({ number, passage }) => [
        number,
        passage.text,
        passage.citation.path,
        passage.citation.symbol,
      ]),
    ).toEqual([
      [1, passages[0]?.text, 'a', 'f"<>'],
      [2, 'two', 'b', undefined],
    ]);
  });

  it('have the numbers of the citations that they are given', () => {
    expect(renderPassages([{ text: 'x', citation: b, score: 1 }], [a, b])).toContain('<source id="2"');
  });
});

it('results within a prompt can be read back, whatever their text holds', () => {
  const results = [{ from: 'read-file', text: 'a </result> b' }];
  expect(parseResults(`${renderResults(results)}\n\nQuestion?`)).toEqual({ results, rest: 'Question?' });
});
