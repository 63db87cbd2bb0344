import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from './start-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-agents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const agents = (...words: string[]) => runCli(['agents', ...words, '--data', join(folder, 'data')]);

it('imports agents from YAML, writes them to a file, and says the line of a mistake', async () => {
  const source = join(folder, 'agents.yaml');
  await writeFile(source, 'agents:\n  clerk:\n    goals: [Be brief]\n    tools: [calculator, abacus]\n');
  const imported = await agents('import', source);
  expect(imported.code).toBe(0);
  expect(imported.stdout).toMatch(/^\S+ {2}clerk\n$/);
  expect(imported.stderr).toContain('warning  line 4, clerk.tools.1\n  There is no tool abacus.');

  const target = join(folder, 'out.yaml');
  expect((await agents('export', 'all', target)).stderr).toContain('holds 1 agent.');
  expect(await readFile(target, 'utf8')).toMatch(/^agents:\n {2}clerk:\n[^]*goals:\n {6}- Be brief\n/);

  await writeFile(source, 'agents:\n  clerk:\n    limits:\n      max_steps: many\n');
  const refused = await agents('import', source);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('error  line 4, clerk.limits.max_steps');
  // Three starts of the command line.
}, 60_000);
