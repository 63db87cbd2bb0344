import type { WorkspaceId } from '@codexos/protocol/ids';
import { toolDocumentSchema, type ToolDocument } from '@codexos/protocol/tool';
import { createId } from '@codexos/utils/ids';
import { describe, expect, it } from 'vitest';
import { databaseKinds, openTestDatabase } from '../../testing/index.ts';
import { createWorkspaceToolStore } from './workspace-tool-store.ts';

const workspaceId = createId<WorkspaceId>();
const elsewhere = createId<WorkspaceId>();

function documentOf(change: object = {}): ToolDocument {
  return toolDocumentSchema.parse({
    name: 'look-up',
    label: 'Look up',
    request: { method: 'GET', url: 'https://api.example.com/' },
    effect: 'read',
    ...change,
  });
}

describe.each(databaseKinds)('the store of workspace tools on %s', (kind) => {
  it('keeps a document with its versions, and gives each back', async () => {
    await using test = await openTestDatabase(kind);
    let now = 1_000;
    const store = createWorkspaceToolStore(test.database, () => now);
    const made = await store.create(workspaceId, documentOf());
    const key = { workspaceId, toolId: made.id };
    expect(made).toEqual({
      id: made.id,
      document: documentOf(),
      revision: 1,
      createdAt: 1_000,
      updatedAt: 1_000,
    });
    now = 2_000;
    const changed = documentOf({ label: 'Look it up' });
    expect(await store.update(key, changed, 1)).toMatchObject({ revision: 2, updatedAt: 2_000 });
    expect(await store.get(key)).toEqual({ ...made, document: changed, revision: 2, updatedAt: 2_000 });
    expect((await store.listVersions(key)).map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await store.documentOf(key, 1)).toEqual(documentOf());
    await expect(store.documentOf(key, 3)).rejects.toMatchObject({ code: 'FLOW_VERSION_NOT_FOUND' });
  });

  it('cuts no version for the same content', async () => {
    await using test = await openTestDatabase(kind);
    const store = createWorkspaceToolStore(test.database, Date.now);
    const { id } = await store.create(workspaceId, documentOf());
    expect((await store.update({ workspaceId, toolId: id }, documentOf(), 1)).revision).toBe(1);
  });

  it('refuses a name that is taken, another name, and a save over a newer one', async () => {
    await using test = await openTestDatabase(kind);
    const store = createWorkspaceToolStore(test.database, Date.now);
    const { id } = await store.create(workspaceId, documentOf());
    const key = { workspaceId, toolId: id };
    await expect(store.create(workspaceId, documentOf())).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(store.update(key, documentOf({ name: 'other' }), 1)).rejects.toMatchObject({
      code: 'TOOL_INVALID',
    });
    await store.update(key, documentOf({ label: 'A' }), 1);
    await expect(store.update(key, documentOf({ label: 'B' }), 1)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { revision: 2 },
    });
    expect((await store.get(key)).document.label).toBe('A');
  });

  it('holds a bounded number of tools', async () => {
    await using test = await openTestDatabase(kind);
    const store = createWorkspaceToolStore(test.database, Date.now);
    await store.create(workspaceId, documentOf());
    await store.assertRoom(workspaceId, 499);
    await expect(store.assertRoom(workspaceId, 500)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    await store.assertRoom(elsewhere, 500);
  });

  it('lets one of two saves at the same time through', async () => {
    await using test = await openTestDatabase(kind);
    const store = createWorkspaceToolStore(test.database, Date.now);
    const { id } = await store.create(workspaceId, documentOf());
    const saves = await Promise.allSettled(
      ['A', 'B'].map((label) => store.update({ workspaceId, toolId: id }, documentOf({ label }), 1)),
    );
    expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.listVersions({ workspaceId, toolId: id })).toHaveLength(2);
  });

  it('keeps workspaces apart, and forgets what is deleted', async () => {
    await using test = await openTestDatabase(kind);
    const store = createWorkspaceToolStore(test.database, Date.now);
    const { id } = await store.create(workspaceId, documentOf());
    await store.create(elsewhere, documentOf());
    const foreign = { workspaceId: elsewhere, toolId: id };
    const notFound = { code: 'TOOL_NOT_FOUND' };
    await expect(store.get(foreign)).rejects.toMatchObject(notFound);
    await expect(store.update(foreign, documentOf({ label: 'X' }), 1)).rejects.toMatchObject(notFound);
    await expect(store.listVersions(foreign)).rejects.toMatchObject(notFound);
    await expect(store.delete(foreign)).rejects.toMatchObject(notFound);
    await store.delete({ workspaceId, toolId: id });
    expect(await store.list(workspaceId)).toEqual([]);
    expect(await store.list(elsewhere)).toHaveLength(1);
    expect((await store.create(workspaceId, documentOf())).revision).toBe(1);
  });
});
