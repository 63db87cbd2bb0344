import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@codexos/protocol/json';
import { toolDescriptorSchema } from '@codexos/protocol/catalogue';
import { describe, expect, it } from 'vitest';
import { createToolRunner, type RunToolResult } from '../create-tool-runner.ts';
import { createGuardedFetch } from '../http/guarded-fetch.ts';
import { TOOLS } from '../registry.gen.ts';
import { createMemoryFileAccess } from '../testing/create-memory-file-access.ts';
import type { ToolPorts } from '../tool-context.ts';

const files = createMemoryFileAccess({
  'src/a.ts':
    'export const one = 1;\nexport const two = 2;\n// (a+)+b aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n',
  'src/deep/b.test.ts': 'test("one")',
  'README.md': '# One',
});
const ports: ToolPorts = {
  files,
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  searcher: {
    search: ({ limit }) =>
      Promise.resolve(
        ['src/a.ts', 'README.md'].slice(0, limit).map((path) => ({
          text: path,
          score: 1,
          citation: { path, startLine: 1, endLine: 2, symbol: 'one', blobHash: 'b' },
        })),
      ),
  },
};
const run = (tool: string, input: JsonObject, overrides: ToolPorts = ports): Promise<RunToolResult> =>
  createToolRunner({ tools: TOOLS, ports: overrides }).run({ tool, input });

describe('every tool', () => {
  it.each(TOOLS.map((tool) => [tool.name, tool] as const))('%s describes itself in full', (name, tool) => {
    const listed = createToolRunner({ tools: [tool] }).list()[0];
    expect(toolDescriptorSchema.parse(listed).name).toBe(name);
    expect(tool.inputSchema).toMatchObject({ type: 'object' });
  });

  it.each(['read-file', 'list-files', 'search-code', 'http-request'])(
    '%s says what is missing without its port',
    async (name) => {
      const input = { path: 'a', query: 'a', url: 'https://example.org/' };
      await expect(run(name, input, {})).rejects.toMatchObject({
        code: 'TOOL_FAILED',
        hint: expect.any(String),
      });
    },
  );
});

describe('read-file', () => {
  it('numbers the lines and cites them', async () => {
    expect(await run('read-file', { path: 'src/a.ts', startLine: 2, endLine: 2 })).toEqual({
      output: {
        path: 'src/a.ts',
        startLine: 2,
        endLine: 2,
        totalLines: 3,
        text: '2\texport const two = 2;',
        isTruncated: false,
      },
      citations: [{ path: 'src/a.ts', startLine: 2, endLine: 2, blobHash: 'blob-of-src/a.ts' }],
    });
  });

  it('refuses ranges that do not exist', async () => {
    await expect(run('read-file', { path: 'src/a.ts', startLine: 9 })).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
    });
    await expect(run('read-file', { path: 'src/a.ts', startLine: 2, endLine: 1 })).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
    });
  });
});

describe('list-files', () => {
  it.each([
    ['', ['README.md', 'src/a.ts', 'src/deep/b.test.ts']],
    ['src', ['src/a.ts', 'src/deep/b.test.ts']],
    ['*.md', ['README.md']],
    ['**/*.ts', ['src/a.ts', 'src/deep/b.test.ts']],
    ['src/*.ts', ['src/a.ts']],
    ['src/**/b.*', ['src/deep/b.test.ts']],
    ['src/?.ts', ['src/a.ts']],
    ['lib/**', []],
  ])('%s', async (pattern, paths) => {
    expect((await run('list-files', { pattern })).output).toEqual({
      paths,
      total: paths.length,
      isTruncated: false,
    });
  });
});

describe('search-code', () => {
  it('gives ranked passages of a folder with citations', async () => {
    const { output, citations } = await run('search-code', { query: 'one', path: 'src' });
    expect(output).toEqual({
      results: [{ path: 'src/a.ts', startLine: 1, endLine: 2, symbol: 'one', text: 'src/a.ts' }],
    });
    expect(citations).toHaveLength(1);
  });

  it('finds exact text and patterns by line', async () => {
    const exact = await run('search-code', { query: '(a+)+b', mode: 'text' });
    expect(exact.citations).toEqual([
      { path: 'src/a.ts', startLine: 3, endLine: 3, blobHash: 'blob-of-src/a.ts' },
    ]);
    const pattern = await run('search-code', { query: String.raw`const \w+ = 2`, mode: 'regex' });
    expect(pattern.output).toEqual({
      results: [{ path: 'src/a.ts', startLine: 2, endLine: 2, text: 'export const two = 2;' }],
    });
  });

  it('stops a runaway pattern and explains a broken one', async () => {
    await expect(run('search-code', { query: '(a+)+b$', mode: 'regex' })).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
      message: expect.stringContaining('too long'),
    });
    await expect(run('search-code', { query: '(', mode: 'regex' })).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
    });
  });
});

describe('calculator and current-time', () => {
  it('calculates', async () => {
    expect((await run('calculator', { expression: '2 * (3 + 4)' })).output).toEqual({ result: 14 });
  });

  it('tells the time of a zone', async () => {
    expect((await run('current-time', { timeZone: 'Asia/Tokyo' })).output).toEqual({
      iso: '2026-01-02T03:04:05.000Z',
      local: '2026-01-02 12:04:05',
      weekday: 'Friday',
      timeZone: 'Asia/Tokyo',
      epochMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    });
    await expect(run('current-time', { timeZone: 'Mars/Base' })).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
    });
  });
});

describe('http-request', () => {
  it('fills secrets on the way out and hides cookies on the way in', async () => {
    const server = createServer((request, response) => {
      response.writeHead(201, { 'set-cookie': 'session=1', 'content-type': 'text/plain' });
      response.end(`${request.method ?? ''} ${request.headers.authorization ?? ''}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const asked: unknown[] = [];
    const secrets = {
      read(request: { name: string }): Promise<string> {
        asked.push(request);
        return Promise.resolve('s3cr$&t');
      },
    };
    const fetch = createGuardedFetch({ allow: [`127.0.0.1:${port}`] });
    const { output } = await run(
      'http-request',
      {
        url: `http://127.0.0.1:${port}/x`,
        method: 'PUT',
        body: 'b',
        headers: { authorization: 'Bearer secret:TOKEN' },
      },
      { fetch, secrets },
    );
    server.close();
    server.closeAllConnections();
    expect(output).toMatchObject({ status: 201, body: 'PUT Bearer s3cr$&t', isTruncated: false });
    expect(JSON.stringify(output)).not.toContain('session=1');
    expect(asked).toEqual([{ name: 'TOKEN', tool: 'http-request', host: '127.0.0.1', port }]);
  });

  it("keeps the guard's refusal as it is", async () => {
    await expect(
      run('http-request', { url: 'http://169.254.169.254/' }, { fetch: createGuardedFetch() }),
    ).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });
});
