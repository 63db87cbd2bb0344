import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkSpan } from './chunk.ts';
import { chunkText } from './chunk-text.ts';

const filler = (comment: string, lines = 60): string =>
  Array.from({ length: lines }, (_, at) => `${comment} step ${at} does something worth a line`).join('\n');

/** For each language: a small definition with a leading comment, and one that starts at a known line after filler. */
const cases: [path: string, text: string, symbols: string[]][] = [
  [
    'a.ts',
    `/** Adds. */\nexport function addAll(x: number) {\n  return x;\n}\n\nexport class Box {\n  open() {}\n}\n`,
    ['addAll', 'Box', 'open'],
  ],
  ['a.tsx', `export const Panel = () => <div>hi</div>;\n`, ['Panel']],
  [
    'a.js',
    `exports.start = function () {};\napp.use = function use() {};\nconst stop = () => 1;\n`,
    ['start', 'use', 'stop'],
  ],
  [
    'a.py',
    `@decorated\ndef load(path):\n    """Loads."""\n    return path\n\nclass Store:\n    def get(self):\n        pass\n`,
    ['load', 'Store', 'get'],
  ],
  [
    'a.go',
    `package a\n\n// Serve serves.\nfunc Serve() {}\n\ntype Box struct{}\n\nfunc (b *Box) Open() {}\n`,
    ['Serve', 'Box', 'Open'],
  ],
  [
    'a.rs',
    `/// Adds.\n#[inline]\npub fn add(x: u8) -> u8 { x }\n\nstruct Box;\n\nimpl Box {\n    fn open(&self) {}\n}\n`,
    ['add', 'Box', 'open'],
  ],
  ['A.java', `class Box {\n  /** Opens. */\n  void open() {}\n  Box() {}\n}\n`, ['Box', 'open']],
  [
    'a.cpp',
    `namespace n {\nint add(int a) { return a; }\nclass Box { void open() {} };\n}\nint n::run() { return 1; }\n`,
    ['n', 'add', 'Box', 'open', 'run'],
  ],
  ['a.c', `static int add(int a) { return a; }\nstruct box { int x; };\n`, ['add', 'box']],
  [
    'A.cs',
    `namespace N {\n  class Box {\n    public int Size { get; }\n    void Open() {}\n  }\n}\n`,
    ['N', 'Box', 'Size', 'Open'],
  ],
  ['a.rb', `module M\n  class Box\n    def open?\n    end\n  end\nend\n`, ['M', 'Box', 'open?']],
  [
    'a.php',
    `<?php\nfunction add($x) { return $x; }\nclass Box { function open() {} }\n`,
    ['add', 'Box', 'open'],
  ],
  ['a.sh', `# Builds.\nbuild() {\n  echo hi\n}\n`, ['build']],
  [
    'a.kt',
    `class Box {\n  fun open(): Int = 1\n}\nfun String.shout() = uppercase()\n`,
    ['Box', 'open', 'shout'],
  ],
  ['a.md', `# One\ntext\n## Two\nmore\n`, ['One', 'Two']],
];

const coveredLines = (spans: readonly ChunkSpan[]): number[] =>
  spans.flatMap(({ startLine, endLine }) =>
    Array.from({ length: endLine - startLine + 1 }, (_, at) => startLine + at),
  );

describe('chunkText', () => {
  it.each(cases)('finds the definitions of %s', async (path, text, symbols) => {
    const spans = await chunkText(path, text);
    expect(spans.flatMap((span) => span.symbols)).toEqual(symbols);
    expect(spans.some((span) => span.isDefinition)).toBe(true);
  });

  it.each(cases)('covers each line of %s that is not blank exactly once', async (path, text) => {
    const long = `${text}\n\n${text}\n${text}`;
    const covered = coveredLines(await chunkText(path, long));
    expect(new Set(covered).size).toBe(covered.length);
    for (const [row, line] of long.split('\n').entries())
      if (line.trim() !== '') expect(covered).toContain(row + 1);
  });

  it('keeps a doc comment with the definition below it', async () => {
    const text = `${filler('//')}\n\nconst a = 1;\n\n/** Says what it does. */\n@sealed\nexport class Late {\n${filler('  //')}\n  run() { return 1; }\n}\n`;
    const line = text.split('\n').indexOf('/** Says what it does. */') + 1;
    const chunk = (await chunkText('a.ts', text)).find((span) => span.symbols.includes('Late'));
    expect(chunk).toMatchObject({ startLine: line, kind: 'class', isDefinition: true, parents: [] });
  });

  it('marks an oversized class at its head only, and names it as parent of its methods', async () => {
    const method = (name: string): string => `  ${name}() {\n${filler('    //', 25)}\n  }\n`;
    const spans = await chunkText(
      'a.ts',
      `class Big {\n${method('first')}${method('second')}${method('third')}}\n`,
    );
    expect(spans.filter((span) => span.symbols.includes('Big'))).toHaveLength(1);
    expect(spans[0]).toMatchObject({ startLine: 1, isDefinition: true });
    const second = spans.find((span) => span.symbols.includes('second'));
    expect(second).toMatchObject({ kind: 'method', parents: ['Big'], isDefinition: true });
  });

  it('keeps small functions whole', async () => {
    const functions = Array.from({ length: 40 }, (_, at) => `function f${at}() {\n${filler('  //', 9)}\n}\n`);
    const spans = await chunkText('a.js', functions.join('\n'));
    for (let at = 0; at < 40; at += 1) {
      const start = at * 12 + 1;
      expect(spans.filter((span) => span.startLine <= start && span.endLine >= start + 10)).toHaveLength(1);
    }
  });

  it('cuts an oversized function and still covers it', async () => {
    const text = `function long() {\n${Array.from({ length: 300 }, (_, at) => `  call${at}(${at});`).join('\n')}\n}\n`;
    const spans = await chunkText('a.js', text);
    expect(spans.length).toBeGreaterThan(2);
    expect(spans.filter((span) => span.symbols.includes('long'))).toHaveLength(1);
    expect(spans[1]).toMatchObject({ parents: ['long'], isDefinition: false });
  });

  it('goes on after syntax errors', async () => {
    const spans = await chunkText(
      'a.ts',
      'function ok() {}\n\nconst = = ;\n\nexport const later = () => 1;\n',
    );
    expect(spans.flatMap((span) => span.symbols)).toEqual(['ok', 'later']);
  });

  it('reads headings outside fences only, with crumbs', async () => {
    const spans = await chunkText(
      'a.md',
      `# Guide\n${filler('word', 20)}\n## Set \`up\`\n\`\`\`sh\n# no heading\n\`\`\`\n${filler('word', 20)}\n`,
    );
    expect(spans.map(({ symbols, parents }) => [symbols, parents])).toEqual([
      [['Guide'], []],
      [['Set up'], ['Guide']],
    ]);
  });

  it('takes any text in any language without failing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a.ts', 'a.py', 'a.go', 'a.rs', 'a.md', 'a.json', 'a.kt', 'a.sh'),
        fc.string({ unit: fc.constantFrom(...'{}()[]<>"\'`#/*\n\r\t ;:=abc'), maxLength: 200 }),
        async (path, text) => {
          const covered = coveredLines(await chunkText(path, text));
          expect(new Set(covered).size).toBe(covered.length);
        },
      ),
      { numRuns: 120 },
    );
  });
});
