import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceChangeSchema, type SourceChange } from '@codexos/protocol/contracts/triggers.contract';
import { flowSchema } from '@codexos/protocol/flow';
import type { Trigger } from '@codexos/protocol/contracts/triggers.contract';
import type { JsonObject } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { createTestApplication, databaseKinds, type TestApplication } from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import { createFlowUseCase } from '../flows/create-flow.use-case.ts';
import { publishFlowUseCase } from '../flows/publish-flow.use-case.ts';
import { createTriggerUseCase } from './create-trigger.use-case.ts';
import { fireTriggerUseCase } from './fire-trigger.use-case.ts';
import { updateTriggerUseCase } from './update-trigger.use-case.ts';

const MINUTE = 60_000;

const flow = flowSchema.parse({
  name: 'Tell',
  nodes: [
    { id: 'change', kind: 'input', config: { name: 'change', type: 'json' } },
    { id: 'result', kind: 'output', config: { name: 'answer' } },
  ],
  edges: [{ id: 'e', from: { node: 'change', port: 'value' }, to: { node: 'result', port: 'value' } }],
});

interface World {
  test: TestApplication;
  /** The folder that is watched, a git repository of its own. */
  folder: string;
  write: (path: string, text: string) => void;
  git: (...words: string[]) => string;
  watch: (config?: Partial<SourceChange>) => Promise<Trigger>;
  /** Lets the time until the next look pass, and waits for the look. */
  look: () => Promise<void>;
  /** What the runs that it started were told, the newest first. */
  told: (trigger: Trigger) => Promise<JsonObject[]>;
}

async function withSource(kind: 'sqlite' | 'postgres', run: (world: World) => Promise<void>): Promise<void> {
  const clock = { now: Date.now() };
  await using test = await createTestApplication({ kind, clock: () => clock.now });
  const { application, principal, dataFolder } = test;
  const { services } = application;
  const { workspaceId } = principal;
  const folder = join(dataFolder, 'watched');
  mkdirSync(folder);
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  git('init', '--quiet');
  write('guide.md', '# Guide\n');
  write('docs/one.md', '# One\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'First');
  await services.roots.add(workspaceId, dataFolder);
  const base = await services.knowledge.createBase(workspaceId, { name: 'Base', description: '' });
  const source = await services.knowledge.addSource({
    workspaceId,
    knowledgeBaseId: base.id,
    kind: 'folder',
    location: folder,
  });
  await services.knowledge.whenRead(workspaceId, source.id);
  const call = { services, principal };
  const { id: flowId } = await invoke(createFlowUseCase, { ...call, request: { body: { flow } } });
  await invoke(publishFlowUseCase, { ...call, request: { params: { flowId } } });
  const { triggers, runStore } = services;
  await triggers.start();
  await run({
    test,
    folder,
    write,
    git,
    async watch(config) {
      const body = {
        target: { type: 'flow', id: flowId },
        name: 'Changed',
        config: sourceChangeSchema.parse({ type: 'source', sourceId: source.id, ...config }),
        inputs: { change: '{{ body }}' },
      };
      const { trigger } = await invoke(createTriggerUseCase, { ...call, request: { body } });
      await triggers.looked();
      return trigger as Trigger;
    },
    async look() {
      clock.now += 6 * MINUTE;
      await triggers.nudge();
      await triggers.looked();
    },
    async told({ id: triggerId }) {
      const { items } = await triggers.store.listFirings({ triggerId, limit: 20 });
      const runs = await Promise.all(items.map(({ runId = '' }) => runStore.get({ workspaceId, runId })));
      return runs.map(({ input }) => input.change as JsonObject);
    },
  });
}

describe.each(databaseKinds)('a trigger on a source, on %s', (kind) => {
  it('starts one run for what changed, names files and commit, and none when nothing changed', () =>
    withSource(kind, async ({ write, git, watch, look, told, folder, test }) => {
      const trigger = await watch();
      await look();
      expect(await told(trigger)).toEqual([]);
      write('guide.md', '# Guide, again\n');
      write('new.md', '# New\n');
      rmSync(join(folder, 'docs/one.md'));
      git('add', '--all');
      git('commit', '--quiet', '-m', 'Second');
      const commit = git('rev-parse', 'HEAD').trim();
      await look();
      await look();
      const [change, ...others] = await told(trigger);
      expect(others).toEqual([]);
      expect(change).toMatchObject({
        source: { name: 'watched' },
        commit,
        added: ['new.md'],
        changed: ['guide.md'],
        removed: ['docs/one.md'],
        count: 3,
      });
      const { items } = await test.application.services.runStore.list({ ...test.principal, limit: 10 });
      expect(items[0]).toMatchObject({ trigger: 'source', triggerId: trigger.id });
    }));

  it('makes up once for what changed while no server looked, and again for nothing', () =>
    withSource(kind, async ({ test, write, watch, look, told }) => {
      const { triggers } = test.application.services;
      const trigger = await watch();
      await triggers.close();
      write('guide.md', '# Second\n');
      write('docs/one.md', '# Two\n');
      await triggers.start();
      await look();
      await look();
      expect((await told(trigger)).map(({ changed }) => changed)).toEqual([['docs/one.md', 'guide.md']]);
    }));

  it('looks at once when somebody reads the source', () =>
    withSource(kind, async ({ test, write, watch, told }) => {
      const { knowledge, triggers } = test.application.services;
      const trigger = await watch();
      if (trigger.config.type !== 'source') throw new Error('It is of another kind.');
      write('guide.md', '# By hand\n');
      await knowledge.readAfresh(test.principal.workspaceId, trigger.config.sourceId);
      await expect.poll(() => told(trigger), { timeout: 5_000 }).toHaveLength(1);
      await triggers.looked();
    }));
});

describe('a trigger on a source', () => {
  it('leaves out files that are not meant, and what changed while it was paused', () =>
    withSource('sqlite', async ({ test, write, watch, look, told }) => {
      const trigger = await watch({ paths: ['docs/'] });
      write('guide.md', '# Not meant\n');
      await look();
      const call = { services: test.application.services, principal: test.principal };
      const turn = (isEnabled: boolean) =>
        invoke(updateTriggerUseCase, {
          ...call,
          request: { params: { triggerId: trigger.id }, body: { isEnabled } },
        });
      await turn(false);
      write('docs/one.md', '# While paused\n');
      await look();
      await turn(true);
      await look();
      expect(await told(trigger)).toEqual([]);
      write('docs/one.md', '# And then\n');
      await look();
      expect((await told(trigger)).map(({ files }) => files)).toEqual([['docs/one.md']]);
    }));

  it('counts commits alone when it is told to', () =>
    withSource('sqlite', async ({ write, git, watch, look, told }) => {
      const trigger = await watch({ on: 'commits' });
      write('guide.md', '# Not committed\n');
      await look();
      expect(await told(trigger)).toEqual([]);
      git('commit', '--quiet', '--all', '-m', 'Second');
      await look();
      const [change] = await told(trigger);
      expect(change).toMatchObject({ changed: ['guide.md'], commit: git('rev-parse', 'HEAD').trim() });
      git('commit', '--quiet', '--allow-empty', '-m', 'Third');
      await look();
      expect(await told(trigger)).toHaveLength(2);
    }));

  it('says why a look failed, and that all is well again', () =>
    withSource('sqlite', async ({ test, folder, write, watch, look }) => {
      const { store } = test.application.services.triggers;
      const trigger = await watch();
      rmSync(folder, { recursive: true });
      await look();
      expect((await store.find(trigger.id))?.lastRefusal?.message).toContain('watched');
      mkdirSync(folder);
      write('guide.md', '# Back\n');
      await look();
      expect((await store.find(trigger.id))?.lastRefusal).toBeUndefined();
    }));

  it('is tried as if files had changed', () =>
    withSource('sqlite', async ({ test, watch, told }) => {
      const trigger = await watch({ paths: ['*.md'] });
      await invoke(fireTriggerUseCase, {
        services: test.application.services,
        principal: test.principal,
        request: { params: { triggerId: trigger.id } },
      });
      expect((await told(trigger)).map(({ changed }) => changed)).toEqual([['docs/one.md', 'guide.md']]);
    }));
});
