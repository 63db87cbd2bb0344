import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createTestRepository, type TestRepository } from '@codexos/application/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT_BY_STATUS } from '../src/command.ts';
import { startSilentModelServer } from './silent-model-server.ts';
import { projectFolder, runCli, startCli } from './start-cli.ts';

const ASK = 'examples/flows/ask-repository.json';

let repository: TestRepository;
let folder: string;
let data: string;
let files: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-cli-'));
  data = join(folder, 'data');
  repository = await createTestRepository({
    'README.md': '# Ledger\n\nLedger keeps the accounts of small clubs.\n',
    'src/open.ts':
      '/** Opens the ledger of a club from a file on disk. */\nexport function openLedger(path: string): string {\n  return path;\n}\n',
    'src/close.ts':
      '/** Writes every open page and closes the ledger for good. */\nexport function closeLedger(pages: string[]): number {\n  return pages.length;\n}\n',
  });
  await repository.write('src/fee.ts', 'export const yearlyFee = 40;\n');
  await repository.commit('Raise the yearly fee of members');
  files = 4;
});
afterAll(async () => {
  await repository[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const onSource = (): string[] => ['--source', repository.folder, '--data', data];
const writeFlow = async (name: string, flow: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(flow));
  return path;
};

describe('run', () => {
  it('prints events and, as its last line, the result', async () => {
    const { code, lines, last, stderr } = await runCli([
      ...['run', ASK, ...onSource(), '--json'],
      ...['--input', 'question=How is the ledger opened?'],
    ]);
    expect(code).toBe(0);
    expect(lines().map(({ type }) => type)).toContain('node-end');
    expect(Object.keys(last()).sort()).toEqual(
      ['citations', 'durationMs', 'output', 'outputs', 'runId', 'status', 'usage'].sort(),
    );
    expect(last()).toMatchObject({
      status: 'completed',
      output: expect.stringContaining('openLedger') as string,
      usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number), microUsd: 0 },
      citations: expect.arrayContaining([expect.objectContaining({ path: 'src/open.ts', startLine: 1 })]),
    });
    expect(stderr).toContain('parsing');
  });

  it.each([
    ['a JSON object', ['--input', '{"question":"How is the ledger closed?"}']],
    ['words after the flow', ['How is the ledger', 'closed?']],
  ])('takes its input as %s', async (_, input) => {
    const [flow, ...text] = input[0] === '--input' ? [ASK] : [ASK, ...input];
    const options = input[0] === '--input' ? input : [];
    const { code, stdout } = await runCli(['run', flow ?? '', ...text, ...options, ...onSource()]);
    expect(code).toBe(0);
    expect(stdout).toContain('src/close.ts:');
  });

  it('refuses input that is missing, unknown or no JSON', async () => {
    const missing = await runCli(['run', ASK, ...onSource(), '--json']);
    expect([missing.code, missing.last()]).toMatchObject([2, { error: { code: 'RUN_INPUT_INVALID' } }]);
    const unknown = await runCli(['run', ASK, '--input', 'query=x', ...onSource()]);
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('query');
    const broken = await runCli(['run', ASK, '--input', '{"question":', ...onSource()]);
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('no JSON object')]);
  });

  it('refuses a flow, source or folder that is not there', async () => {
    const noFlow = await runCli(['run', 'nowhere.json', 'why?', ...onSource(), '--json']);
    expect([noFlow.code, noFlow.last()]).toMatchObject([2, { error: { code: 'FILE_NOT_FOUND' } }]);
    expect((await runCli(['run'])).code).toBe(2);
    const noSource = await runCli(['run', ASK, 'why?', '--data', data, '--json']);
    expect([noSource.code, noSource.last()]).toMatchObject([2, { error: { code: 'SOURCE_INVALID' } }]);
    const noFolder = await runCli(['run', ASK, 'why?', '--source', join(folder, 'none'), '--data', data]);
    expect([noFolder.code, noFolder.stderr]).toEqual([2, expect.stringContaining('cannot be read')]);
  });

  it('names every problem of an invalid flow', async () => {
    const flow = await writeFlow('invalid.json', invalidFlow);
    const { code, stderr, stdout } = await runCli(['run', flow, 'why?', ...onSource()]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('node strange');
    expect(stderr).toContain('node answer');
    expect(stderr).toContain('edge loose');
  });

  it('fails with 1, and says why', async () => {
    const flow = await writeFlow('failing.json', {
      ...emptyFlow,
      nodes: [
        node('in', 'input', { name: 'text', type: 'text', required: true }),
        node('bad', 'expression', { expression: 'int(input)' }),
        node('out', 'output', { name: 'out' }),
      ],
      edges: [edge('a', 'in.value', 'bad.input'), edge('b', 'bad.value', 'out.value')],
    });
    const { code, last, stderr } = await runCli(['run', flow, 'no number', '--data', data, '--json']);
    expect([code, last(), stderr]).toMatchObject([
      1,
      { status: 'failed', error: { code: 'EXPRESSION_FAILED' } },
      expect.stringContaining('expression'),
    ]);
  });

  it('is cancelled by Ctrl-C with 130 and its result', async () => {
    await using server = await startSilentModelServer();
    const flow = await writeFlow('slow.json', {
      ...emptyFlow,
      nodes: [
        node('in', 'input', { name: 'text', type: 'text', required: true }),
        node('slow', 'model', { model: 'openai/silent' }),
        node('out', 'output', { name: 'out' }),
      ],
      edges: [edge('a', 'in.value', 'slow.prompt'), edge('b', 'slow.text', 'out.value')],
    });
    const { child, result } = startCli(['run', flow, 'why?', '--data', data, '--json'], {
      env: { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'k' },
    });
    await Promise.race([server.asked, result]);
    child.kill('SIGINT');
    const { code, last } = await result;
    expect([code, last()]).toMatchObject([130, { status: 'cancelled' }]);
  });

  it('has an exit code for every status', () => {
    expect(EXIT_BY_STATUS).toMatchObject({ completed: 0, failed: 1, paused: 3, cancelled: 130 });
  });
});

describe('search, eval and ingest', () => {
  it('search prints its results on the last line', async () => {
    const { code, last, lines } = await runCli([
      'search',
      'closeLedger',
      ...onSource(),
      '--json',
      '--top-k',
      '2',
    ]);
    expect([code, lines().length]).toEqual([0, 1]);
    expect(last()).toEqual({
      results: expect.arrayContaining([
        {
          path: 'src/close.ts',
          startLine: expect.any(Number) as number,
          endLine: expect.any(Number) as number,
          symbol: 'closeLedger',
          score: expect.any(Number) as number,
        },
      ]) as unknown,
    });
  });

  it('search for people names file and lines on standard output, progress on standard error', async () => {
    const { code, stdout, stderr } = await runCli(['search', 'close the ledger', ...onSource()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d\.\d{3} {2}src\/close\.ts:1-\d {2}closeLedger\n/);
    expect(stderr).toContain('done: 4 of 4 files');
  });

  it('search without a query or source is invalid', async () => {
    expect((await runCli(['search', ...onSource()])).code).toBe(2);
    expect((await runCli(['search', 'x', '--data', data])).code).toBe(2);
  });

  it('eval prints both sets for every setting', async () => {
    const { code, last } = await runCli(['eval', ...onSource(), '--json', '--questions', '10']);
    const metrics = {
      mrr10: expect.any(Number) as number,
      recall10: expect.any(Number) as number,
      ndcg10: expect.any(Number) as number,
    };
    const settings = { plainBm25: metrics, fieldBm25: metrics, full: metrics };
    expect([code, last()]).toEqual([
      0,
      {
        doc: { questions: expect.any(Number) as number, settings },
        commit: { questions: expect.any(Number) as number, settings },
      },
    ]);
  });

  it('ingest reads only what changed', async () => {
    await repository.write('src/new.ts', 'export const fresh = true;\n');
    files += 1;
    const { code, last } = await runCli(['ingest', ...onSource(), '--json']);
    expect([code, last()]).toMatchObject([0, { added: 1, unchanged: files - 1, fileCount: files }]);
  });

  it('ingest stops at Ctrl-C with 130 and goes on the next time', async () => {
    const big = join(folder, 'big');
    await mkdir(big);
    for (let index = 0; index < 600; index += 1)
      await writeFile(
        join(big, `file-${index}.ts`),
        `export function work${index}() {\n  return ${index};\n}\n`.repeat(20),
      );
    const options = ['--source', big, '--data', join(folder, 'data-big')];
    const { child, result, noted } = startCli(['ingest', ...options]);
    await noted('parsing:');
    child.kill('SIGINT');
    expect(await result).toMatchObject({ code: 130, stdout: '' });
    const again = await runCli(['ingest', ...options, '--json']);
    expect([again.code, again.last()]).toMatchObject([0, { fileCount: 600 }]);
  });
});

describe('flow validate', () => {
  it('finds nothing in the ready flow', async () => {
    const { code, last } = await runCli(['flow', 'validate', ASK, '--data', data, '--json']);
    expect([code, last()]).toEqual([0, { problems: [] }]);
  });

  it('lists every problem with its node and exits with 2', async () => {
    const flow = await writeFlow('invalid.json', invalidFlow);
    const { code, last } = await runCli(['flow', 'validate', flow, '--data', data, '--json']);
    expect(code).toBe(2);
    expect(last().problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ nodeId: 'strange' }),
        expect.objectContaining({ nodeId: 'answer' }),
        expect.objectContaining({ edgeId: 'loose' }),
      ]),
    );
  });

  it('says what is wrong with a file that is no flow', async () => {
    const path = await writeFlow('no-flow.json', { nodes: [{ id: 7 }], edges: 'none' });
    const { code, stderr } = await runCli(['flow', 'validate', path, '--data', data]);
    expect(code).toBe(2);
    expect(stderr).toContain('nodes.0.id');
    expect(stderr).toContain('edges');
  });
});

describe('the command line', () => {
  it('doctor says what it finds', async () => {
    const { code, last } = await runCli(['doctor', '--data', data, '--json']);
    expect(code).toBe(0);
    expect(last().findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Node', state: 'ok' }),
        expect.objectContaining({ name: 'git', state: 'ok' }),
        expect.objectContaining({ name: 'Database', state: 'ok', message: 'sqlite' }),
      ]),
    );
  });

  it('lets one process at a time use a data folder, and names it', async () => {
    await using server = await startSilentModelServer();
    const flow = await writeFlow('holding.json', {
      ...emptyFlow,
      nodes: [
        node('in', 'input', { name: 'text', type: 'text', required: true }),
        node('slow', 'model', { model: 'openai/silent' }),
        node('out', 'output', { name: 'out' }),
      ],
      edges: [edge('a', 'in.value', 'slow.prompt'), edge('b', 'slow.text', 'out.value')],
    });
    const held = join(folder, 'data-held');
    const first = startCli(['run', flow, 'why?', '--data', held], {
      env: { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'k' },
    });
    await Promise.race([server.asked, first.result]);
    for (const args of [['ingest', '--source', repository.folder], ['doctor']]) {
      const second = await runCli([...args, '--data', held]);
      expect(second.code).toBe(2);
      expect(second.stderr + second.stdout).toContain(`process ${first.child.pid}`);
    }
    first.child.kill('SIGINT');
    expect((await first.result).code).toBe(130);
  });

  it.each([
    ['an unknown option', ['search', 'x', '--sauce', '.']],
    ['an unknown verb', ['fly']],
    ['an unknown verb of flow', ['flow', 'fly']],
    ['a count that is none', ['search', 'x', '--top-k', 'many']],
    ['nothing at all', []],
  ])('refuses %s with 2', async (_, args) => {
    const { code, stderr, stdout } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr + stdout).not.toBe('');
  });

  it('understands paths from where the person stood when npm started it', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(repository.folder, join(elsewhere, 'linked'));
    const relativeData = relative(elsewhere, data);
    const options = ['--source', 'linked', '--data', relativeData, '--json', '--top-k', '1'];
    const { code, last } = await runCli(['search', 'openLedger', ...options], {
      cwd: projectFolder,
      env: { INIT_CWD: elsewhere },
    });
    expect([code, last()]).toMatchObject([0, { results: [{ path: 'src/open.ts' }] }]);
    const direct = await runCli(['search', 'openLedger', ...options], { cwd: elsewhere });
    expect([direct.code, direct.last()]).toMatchObject([0, { results: [{ path: 'src/open.ts' }] }]);
  });
});

const emptyFlow = { schemaVersion: 1, name: 'Test', description: '' };

function node(id: string, kind: string, config: object) {
  return { id, kind, label: id, config, position: { x: 0, y: 0 } };
}

function edge(id: string, from: string, to: string) {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] });
  return { id, from: end(from), to: end(to) };
}

const invalidFlow = {
  ...emptyFlow,
  nodes: [
    node('in', 'input', { name: 'text', type: 'text', required: true }),
    node('strange', 'teleport', {}),
    node('answer', 'model', { model: '' }),
    node('out', 'output', { name: 'out' }),
  ],
  edges: [edge('a', 'in.value', 'answer.prompt'), edge('loose', 'answer.text', 'gone.value')],
};
