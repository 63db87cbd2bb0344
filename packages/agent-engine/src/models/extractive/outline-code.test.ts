import { describe, expect, it } from 'vitest';
import { outlineCode } from './outline-code.ts';

function outline(
  text: string,
  symbols: string[],
  path = 'a.ts',
): [string | undefined, number, number, number][] {
  return outlineCode(text.split('\n'), { path, language: undefined, symbols }).map(
    ({ symbol, startLine, headLine, endLine }) => [symbol, startLine, headLine, endLine],
  );
}

describe('the parts of code', () => {
  it('begin with the comment above a definition, over a free line as well', () => {
    const text = `'use strict'

/**
 * Sends it.
 */

res.send = function send(body) {
  return body
}

res.end = () => {}`;
    expect(outline(text, ['send', 'end'], 'a.js')).toEqual([
      [undefined, 0, 0, 1],
      ['send', 2, 6, 9],
      ['end', 10, 10, 10],
    ]);
  });

  it('leave out names that are local, imported or only used', () => {
    const text = `import { used } from 'used';
const loaded = require('loaded');

function outer() {
  const local = used();
  return loaded(local);
}`;
    expect(outline(text, ['used', 'loaded', 'local', 'outer']).map(([symbol]) => symbol)).toEqual([
      undefined,
      'outer',
    ]);
  });

  it('know a local variable by its indentation where the function above it is cut off', () => {
    const text = `  const routes = matchedRoutes(c);
  const handle = (route) => route.handle();`;
    expect(outline(text, ['routes', 'handle']).map(([symbol]) => symbol)).toEqual([undefined, 'handle']);
  });

  it('find methods within their class', () => {
    const text = `class Shop:
    def open(self):
        door = 1
        return door

    def close(self):
        pass`;
    expect(outline(text, ['Shop', 'open', 'door', 'close'], 'shop.py').map(([symbol]) => symbol)).toEqual([
      'Shop',
      'open',
      'close',
    ]);
  });

  it('end where the definition ends', () => {
    const text = `export function open(
  door: Door,
): void {
  door.open();
}

register(open);`;
    expect(outline(text, ['open'])).toEqual([
      ['open', 0, 0, 5],
      [undefined, 6, 6, 6],
    ]);
  });
});
