import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NODE_KINDS } from './nodes/registry.gen.ts';

const sources = (folder: string): { name: string; text: string }[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({
      name: `${folder}/${name}`,
      text: readFileSync(join(import.meta.dirname, folder, name), 'utf8'),
    }));

it.each(['run', 'graph', 'state', 'journal'])('%s/ names no kind of node', (folder) => {
  for (const { name, text } of sources(folder)) {
    // Words in comments and messages may be those of kinds; comparisons and look-ups may not.
    const named = NODE_KINDS.filter(({ kind }) =>
      new RegExp(`kind\\b[^\\n]{0,20}['"\`]${kind}['"\`]`).test(text),
    );
    expect(named.map(({ kind }) => `${name} names ${kind}`)).toEqual([]);
  }
});

it.each(['run', 'graph', 'state'])('%s/ takes time, ids and chance from outside', (folder) => {
  for (const { name, text } of sources(folder)) {
    expect([
      name,
      /Date\.now|new Date\(|Math\.random|randomUUID|process\.(env|hrtime)/.exec(text)?.[0],
    ]).toEqual([name, undefined]);
  }
});
