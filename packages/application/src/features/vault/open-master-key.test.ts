import { expect, it } from 'vitest';
import { databaseKinds, openTestDatabase } from '../../testing/open-test-database.ts';
import { openDatabase } from '../../db/database.ts';
import { openMasterKey } from './open-master-key.ts';

it.each(databaseKinds)('gives two servers that start in the same moment one key, on %s', async (kind) => {
  await using test = await openTestDatabase(kind);
  const other = await openDatabase(test.reopen);
  const options = { dataFolder: test.reopen.dataFolder, passphrase: 'correct horse battery' };
  const keys = await Promise.all(
    [test.database, other].map((database) => openMasterKey(database, options, () => 1)),
  );
  const rows = await test.database.query.selectFrom('vault_keys').selectAll().execute();
  await other.close();
  expect(keys[0]?.id).toBe(keys[1]?.id);
  expect(rows).toHaveLength(1);
  expect((await openMasterKey(test.database, options, () => 2)).id).toBe(keys[0]?.id);
});
