/** Pictures of every page for the docs, on a workspace that has been used: this project asks itself. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Api } from './support/api';
import { makeFirstAccount } from './support/accounts';
import { PAGES } from './support/pages';
import { seedDetails, seedShared } from './support/seed-details';
import { startStudio } from './support/server';
import { expect, test } from './support/test';

const project = resolve(import.meta.dirname, '../../..');
const folder = join(project, 'docs/screenshots');
const question = 'How are outgoing HTTP requests kept away from private addresses?';

const SHOWN_FILE = 'packages/agent-engine/src/run/run-flow.ts';

const views = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];

interface Seeded {
  flowId: string;
  runId: string;
  conversationId: string;
  agentId: string;
  knowledgeBaseId: string;
  sourceId: string;
  details: { name: string; path: string }[];
}

test('screenshots of every page', async ({ signedIn: page, api, studio }) => {
  mkdirSync(folder, { recursive: true });
  await shootAll(page, [{ name: 'first-start', path: '/' }]);
  const seeded = await seed(api, copyProject(studio.repository));
  await shootAll(page, [
    ...PAGES,
    { name: 'canvas', path: `/flows/${seeded.flowId}` },
    { name: 'replay', path: `/runs/${seeded.runId}` },
    { name: 'conversation', path: `/chat/${seeded.conversationId}` },
    { name: 'agent', path: `/agents/${seeded.agentId}` },
    ...seeded.details,
    { name: 'knowledge-base', path: `/knowledge/${seeded.knowledgeBaseId}` },
    {
      name: 'file',
      path: `/files/${seeded.sourceId}?path=${SHOWN_FILE}&lines=${linesOf(SHOWN_FILE, 'function runFlow')}`,
    },
  ]);
});

test('screenshots of the doors of a server with accounts', async ({ page }) => {
  const studio = await startStudio({ CODEXOS_AUTH: 'accounts' });
  try {
    await shootAll(page, [{ name: 'first-account', path: studio.startAddress }]);
    await makeFirstAccount(page, studio);
    await page.context().clearCookies();
    await shootAll(page, [{ name: 'sign-in', path: studio.origin }]);
  } finally {
    await studio.stop();
  }
});

/** Names of the only pages to take again; all when there is none. */
const only = (process.env.CODEXOS_SHOTS ?? '').split(',').filter((name) => name !== '');

async function shootAll(page: Page, all: { name: string; path: string }[]): Promise<void> {
  const pages = all.filter(({ name }) => only.length === 0 || only.includes(name));
  for (const { name, width, height } of views) {
    await page.setViewportSize({ width, height });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const { name: pageName, path } of pages) {
        // An address that differs in its fragment alone would not load anew.
        await page.goto('about:blank');
        await page.goto(path);
        await page.waitForLoadState('networkidle');
        await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0);
        await page.screenshot({
          path: join(folder, `${pageName}-${name}-${theme}.png`),
          animations: 'disabled',
        });
      }
    }
  }
}

/** The first lines of what a text introduces in a file, as an address names them. */
function linesOf(path: string, text: string): string {
  const index = readFileSync(join(project, path), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text));
  return `${index + 1}-${index + 12}`;
}

/** The packages of this project, as they are committed, beside the repository of the tests. */
function copyProject(beside: string): string {
  const copy = join(beside, '..', 'codexos');
  mkdirSync(copy);
  const archive = execFileSync(
    'git',
    ['-C', project, 'archive', 'HEAD', 'packages', 'docs', 'README.md', 'AGENTS.md'],
    { maxBuffer: 1 << 28 },
  );
  execFileSync('tar', ['-x', '-C', copy], { input: archive });
  return copy;
}

async function seed(api: Api, repository: string): Promise<Seeded> {
  const base = await api.post<{ id: string }>('/knowledge', {
    name: 'CodexOS',
    description: 'The source of this project',
  });
  const source = await api.post<{ id: string }>(`/knowledge/${base.id}/sources`, {
    kind: 'folder',
    location: repository,
  });
  await expect
    .poll(async () => (await api.get<{ fileCount: number }>(`/knowledge/${base.id}`)).fileCount, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0);
  const binding = { knowledgeBaseId: base.id, sourceId: source.id };
  const flow = await api.post<{ id: string }>('/flows', { templateId: 'ask-repository' });
  const tour = await api.post<{ id: string }>('/flows', { templateId: 'tour-repository' });
  await start(api, `/flows/${flow.id}/runs`, { input: { question }, source: binding });
  const tourRun = await start(api, `/flows/${tour.id}/runs`, { input: {}, source: binding });
  const agent = await api.post<{ id: string }>('/agents', {
    name: 'Code guide',
    description: 'Explains this repository with citations',
    config: {
      mode: 'planner',
      instructions: 'Explain the repository to somebody who has never seen it. Cite every statement.',
      tools: ['search-code', 'read-file', 'list-files'],
      knowledge: ['source'],
      reflectionRounds: 1,
    },
  });
  await start(api, `/agents/${agent.id}/runs`, {
    request: 'How are secrets kept out of logs, and how are tools guarded?',
    source: binding,
  });
  const conversation = await api.post<{ id: string }>('/conversations', {
    partner: { type: 'repository' },
    source: binding,
  });
  await start(api, `/conversations/${conversation.id}/messages`, { text: question });
  return {
    flowId: tour.id,
    runId: tourRun,
    conversationId: conversation.id,
    agentId: agent.id,
    knowledgeBaseId: base.id,
    sourceId: source.id,
    details: [...(await seedDetails(api)), ...(await seedShared(api))],
  };
}

/** Starts a run and waits for its end. */
async function start(api: Api, path: string, body: object): Promise<string> {
  const answer = await api.post<{ id?: string; run?: { id: string } }>(path, body);
  const runId = answer.run?.id ?? answer.id ?? '';
  await expect
    .poll(async () => (await api.get<{ status: string }>(`/runs/${runId}`)).status, { timeout: 60_000 })
    .toBe('completed');
  return runId;
}
