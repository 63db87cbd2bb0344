import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@codexos/utils/logging';
import { createApplication, type Application } from '../application.ts';
import type { ApplicationOptions } from '../application-options.ts';
import type { DatabaseKind } from '../db/database.ts';
import type { Principal } from '../guard/principal.ts';
import { createPostgresDatabase } from './open-test-database.ts';

export interface TestApplication extends AsyncDisposable {
  application: Application;
  /** The local admin. */
  principal: Principal;
  dataFolder: string;
  /** Removes database and folder of an application that has been closed by somebody else. */
  remove(): Promise<void>;
}

export interface TestApplicationOptions extends Partial<
  Pick<
    ApplicationOptions,
    | 'fixedRoots'
    | 'allowedAddresses'
    | 'readSecret'
    | 'extraTools'
    | 'redactor'
    | 'logger'
    | 'auth'
    | 'clock'
    | 'akash'
    | 'identity'
    | 'chain'
    | 'governanceWatchMs'
  >
> {
  kind?: DatabaseKind;
}

/** A whole application on a fresh database in a temporary folder; disposing removes both. */
export async function createTestApplication({
  kind = 'sqlite',
  ...options
}: TestApplicationOptions = {}): Promise<TestApplication> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'codexos-application-'));
  const postgres = kind === 'postgres' ? await createPostgresDatabase() : undefined;
  const application = await createApplication({
    dataFolder,
    databaseUrl: postgres?.url,
    fixedRoots: [],
    allowedAddresses: [],
    readSecret: () => undefined,
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
    ...options,
  });
  const remove = async (): Promise<void> => {
    await postgres?.drop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return {
    application,
    principal: await application.services.sessions.localPrincipal(),
    dataFolder,
    remove,
    async [Symbol.asyncDispose]() {
      await application.close();
      await remove();
    },
  };
}
