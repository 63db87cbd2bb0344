import { describe, expect, it } from 'vitest';
import { citationMarkers, type HtmlNode } from './citation-markers';

const text = (value: string): HtmlNode => ({ type: 'text', value });
const element = (tagName: string, ...children: HtmlNode[]): HtmlNode => ({
  type: 'element',
  tagName,
  children,
});
const marker = (number: string): HtmlNode => ({
  type: 'element',
  tagName: 'sup',
  properties: { dataCitation: number },
  children: [],
});

describe('citationMarkers', () => {
  it('turns numbers in brackets into markers', () => {
    const tree = element('p', text('It starts in main [1][2]. Then'));
    citationMarkers()(tree);
    expect(tree.children).toEqual([text('It starts in main'), marker('1'), marker('2'), text('. Then')]);
  });

  it('leaves code and links alone', () => {
    const tree = element('p', element('code', text('list[0]')), element('a', text('[1]')));
    citationMarkers()(tree);
    expect(tree).toEqual(element('p', element('code', text('list[0]')), element('a', text('[1]'))));
  });
});
