import { parseExpression } from '@codexos/agent-engine';
import { createHttpTool, createToolRunner, type GuardedRequest } from '@codexos/tools';
import type { JsonObject } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { BUILTIN_TOOLS } from './tools.ts';

/** Calls a listed tool and answers in the place of its service, in the form that the service documents. */
async function callWith(slug: string, input: JsonObject, answer: unknown) {
  const listed = BUILTIN_TOOLS.find((listing) => listing.slug === slug)?.content.tools[0];
  if (!listed) throw new Error(`There is no tool ${slug}.`);
  const calls: { url: string; request: GuardedRequest }[] = [];
  const runner = createToolRunner({
    tools: [createHttpTool(listed.document, parseExpression)],
    ports: {
      fetch: (url, request = {}) => {
        calls.push({ url: String(url), request });
        const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
        const type = typeof answer === 'string' ? 'application/atom+xml' : 'application/json; charset=utf-8';
        return Promise.resolve(new Response(text, { headers: { 'content-type': type } }));
      },
    },
  });
  const { output } = await runner.run({ tool: slug, input });
  return { output, url: calls[0]?.url, headers: calls[0]?.request.headers };
}

describe('the tools that ship as listings', () => {
  it('look up a package of npm, also one with a scope and one that says little', async () => {
    const full = await callWith(
      'npm-package',
      { name: '@scope/left' },
      {
        name: '@scope/left',
        version: '1.2.3',
        description: 'Pads.',
        license: 'MIT',
        repository: { type: 'git', url: 'git+https://example.org/left.git' },
        dependencies: { a: '^1.0.0' },
      },
    );
    expect(full.url).toBe('https://registry.npmjs.org/%40scope%2Fleft/latest');
    expect(full.output).toEqual({
      name: '@scope/left',
      version: '1.2.3',
      description: 'Pads.',
      licence: 'MIT',
      homepage: '',
      repository: 'git+https://example.org/left.git',
      engines: {},
      dependencies: { a: '^1.0.0' },
    });
    const bare = await callWith(
      'npm-package',
      { name: 'x', version: 'next' },
      { name: 'x', version: '0.0.1' },
    );
    expect(bare.output).toMatchObject({ licence: 'not stated', repository: '', dependencies: {} });
  });

  it('give the facts of a repository, with and without a licence', async () => {
    const repository = {
      full_name: 'a/b',
      description: null,
      homepage: null,
      stargazers_count: 5,
      forks_count: 1,
      open_issues_count: 2,
      language: 'TypeScript',
      topics: ['x'],
      license: { spdx_id: 'MIT' },
      default_branch: 'main',
      archived: false,
      pushed_at: '2026-01-01T00:00:00Z',
    };
    const input = { owner: 'a', repository: 'b' };
    const { output, url, headers } = await callWith('github-repository', input, repository);
    expect(url).toBe('https://api.github.com/repos/a/b');
    expect(headers).toMatchObject({
      accept: 'application/vnd.github+json',
      'user-agent': expect.any(String),
    });
    expect(output).toMatchObject({ name: 'a/b', stars: 5, licence: 'MIT', topics: ['x'], isArchived: false });
    const unlicensed = await callWith('github-repository', input, { ...repository, license: null });
    expect(unlicensed.output).toMatchObject({ licence: 'none' });
  });

  it('fetch a feed as text', async () => {
    const { output, url } = await callWith('release-feed', { owner: 'a', repository: 'b' }, '<feed/>');
    expect([url, output]).toEqual(['https://github.com/a/b/releases.atom', '<feed/>']);
  });

  it('only read, and need no secret', () => {
    for (const { needs } of BUILTIN_TOOLS)
      expect(needs).toMatchObject({ secrets: [], effects: [], tools: [] });
    expect(BUILTIN_TOOLS.flatMap(({ needs }) => needs.hosts)).toEqual([
      'registry.npmjs.org',
      'api.github.com',
      'github.com',
    ]);
  });
});
