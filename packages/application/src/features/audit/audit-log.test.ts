import { randomBytes } from 'node:crypto';
import { createId } from '@codexos/utils/ids';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { toMasterKey } from '@codexos/utils/master-key';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { createEntryHash } from './audit-chain.ts';
import { createAuditHeads } from './audit-heads.ts';
import { createAuditLog } from './audit-log.ts';

const workspaceId = createId<WorkspaceId>();
const masterKey = toMasterKey(randomBytes(32));
const entry = (target: string) => ({
  workspaceId,
  actor: { type: 'user' as const, id: 'someone' },
  action: 'createFlow',
  target,
  outcome: 'done' as const,
  details: { name: 'A flow' },
});

function open({ database, reopen }: TestDatabase, key = masterKey) {
  const heads = createAuditHeads(reopen.dataFolder, () => undefined);
  return {
    log: createAuditLog({ database, hashEntry: createEntryHash(key), heads, clock: Date.now }),
    heads,
  };
}

/** What somebody with the database's own password can do. */
async function tamper({ database }: TestDatabase, statement: string): Promise<void> {
  const drops =
    database.kind === 'postgres'
      ? ['drop trigger if exists audit_entries_append_only on audit_entries']
      : ['drop trigger if exists audit_entries_no_update', 'drop trigger if exists audit_entries_no_delete'];
  for (const each of [...drops, ...statement.split(';')]) await sql.raw(each).execute(database.query);
}

describe.each(databaseKinds)('the audit log on %s', (kind) => {
  it('keeps the order of calls that come at once, from two servers', async () => {
    await using test = await openTestDatabase(kind);
    const [left, right] = [open(test).log, open(test).log];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? left : right).record(entry(String(index)))),
    );
    expect(await left.verify(workspaceId)).toEqual({ isIntact: true, entryCount: 40 });
    const { items, nextCursor } = await left.list({ workspaceId, limit: 10 });
    expect(items.map(({ seq }) => seq)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31]);
    const next = await left.list({ workspaceId, limit: 100, cursor: nextCursor });
    expect(next.items).toHaveLength(30);
    const evens = next.items
      .filter(({ target }) => Number(target) % 2 === 0)
      .map(({ target }) => Number(target));
    expect(evens).toEqual(evens.toSorted((a, b) => b - a));
    expect((await left.list({ workspaceId, limit: 5, target: '7' })).items).toHaveLength(1);
    expect((await left.list({ workspaceId: createId(), limit: 5 })).items).toEqual([]);
  });

  it('is append-only for the server itself', async () => {
    await using test = await openTestDatabase(kind);
    await open(test).log.record(entry('a'));
    const { query } = test.database;
    await expect(query.updateTable('audit_entries').set({ action: 'x' }).execute()).rejects.toThrow(
      'append-only',
    );
    await expect(query.deleteFrom('audit_entries').execute()).rejects.toThrow('append-only');
  });

  it.each([
    ['a changed entry', "update audit_entries set details = '{}' where seq = 3", 3],
    ['a changed actor', "update audit_entries set actor_id = 'other' where seq = 2", 2],
    ['a missing entry', 'delete from audit_entries where seq = 2', 2],
    ['a changed time', 'update audit_entries set at = at + 1 where seq = 1', 1],
    [
      'two entries that changed places',
      'update audit_entries set seq = case seq when 2 then -3 else -2 end where seq in (2, 3);' +
        'update audit_entries set seq = -seq where seq < 0',
      2,
    ],
    ['a log that was cut short', 'delete from audit_entries where seq > 3', 4],
  ])('notices %s', async (_name, statement, brokenAt) => {
    await using test = await openTestDatabase(kind);
    const { log, heads } = open(test);
    for (const target of ['a', 'b', 'c', 'd']) await log.record(entry(target));
    heads.save();
    await tamper(test, statement);
    // A server that starts anew knows only what the file says.
    expect(await open(test).log.verify(workspaceId)).toMatchObject({ isIntact: false, brokenAt });
  });

  it('notices that the log of one of several workspaces was cut away', async () => {
    await using test = await openTestDatabase(kind);
    const { log, heads } = open(test);
    const other = createId<WorkspaceId>();
    await log.record(entry('a'));
    await log.record({ ...entry('b'), workspaceId: other });
    heads.save();
    await tamper(test, `delete from audit_entries where workspace_id = '${other}'`);
    const anew = open(test).log;
    expect(await anew.workspaces()).toEqual([workspaceId, other].sort());
    expect(await anew.verify(workspaceId)).toMatchObject({ isIntact: true });
    expect(await anew.verify(other)).toMatchObject({ isIntact: false, brokenAt: 1 });
  });

  it('keeps what another server has noted in the same folder', async () => {
    await using test = await openTestDatabase(kind);
    const [left, right] = [open(test), open(test)];
    const other = createId<WorkspaceId>();
    await left.log.record({ ...entry('a'), workspaceId: other });
    left.heads.save();
    await right.log.record(entry('b'));
    right.heads.save();
    expect(await open(test).log.workspaces()).toEqual([workspaceId, other].sort());
    await tamper(test, `delete from audit_entries where workspace_id = '${other}'`);
    expect(await open(test).log.verify(other)).toMatchObject({ isIntact: false, brokenAt: 1 });
  });

  it('does not take a chain that was made with another key', async () => {
    await using test = await openTestDatabase(kind);
    await open(test, toMasterKey(randomBytes(32))).log.record(entry('a'));
    expect(await open(test).log.verify(workspaceId)).toMatchObject({ isIntact: false, brokenAt: 1 });
  });
});
