import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './start-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-tools-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tools = (...words: string[]) => runCli(['tools', ...words, '--data', join(folder, 'data'), '--json']);

const OPENAPI = [
  'openapi: 3.1.0',
  'info: { title: Clock }',
  'paths:',
  '  /time: { get: { operationId: time } }',
  '  /alarm: { post: { operationId: setAlarm } }',
  '  /tune: { put: { requestBody: { required: true, content: { audio/ogg: {} } } } }',
].join('\n');

it('imports operations of a service, exports a tool, and imports that again', async () => {
  const source = join(folder, 'clock.yaml');
  await writeFile(source, OPENAPI);
  expect((await tools('import', source)).code).toBe(2);
  const imported = await tools('import', source, '--server', 'https://clock.example');
  expect(imported.last()).toMatchObject({
    tools: [
      { name: 'time', method: 'GET', host: 'clock.example', effect: 'read' },
      { name: 'set-alarm', method: 'POST', effect: 'write' },
    ],
    skipped: [{ summary: 'PUT /tune', reason: expect.stringContaining('audio/ogg') }],
  });
  const exported = await tools('export', 'set-alarm');
  expect(exported.last()).toMatchObject({ format: 'codexos.tool/v1', tool: { name: 'set-alarm' } });
  await writeFile(join(folder, 'tool.json'), exported.stdout);
  expect((await tools('delete', 'set-alarm')).last()).toEqual({ deleted: 'set-alarm' });
  expect((await tools('import', join(folder, 'tool.json'))).last()).toMatchObject({
    tools: [{ name: 'set-alarm' }],
    skipped: [],
  });
  const one = await tools('import', source, '--server', 'https://clock.example', '--only', 'time-2');
  expect(one.last()).toMatchObject({ tools: [{ name: 'time-2' }] });
  expect((await tools('list')).last()).toMatchObject({
    tools: [{ name: 'set-alarm' }, { name: 'time' }, { name: 'time-2' }],
  });
  // Seven starts of the command line.
}, 120_000);

it.each([
  [['export'], 'needs a name'],
  [['shred', 'x'], 'does not know shred'],
  [['export', 'nothing'], 'no tool nothing'],
  [['import', 'nowhere.yaml'], 'cannot be read'],
])('refuses %j with exit code 2 and the cause', async (words, cause) => {
  const { code, stderr } = await tools(...words);
  expect(code).toBe(2);
  expect(stderr).toContain(cause);
});
