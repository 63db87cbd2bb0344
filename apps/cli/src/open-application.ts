import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApplication, lockDataFolder, type Application, type Principal } from '@codexos/application';
import { createLogger } from '@codexos/utils/logging';
import type { CommandOptions } from './command.ts';
import { readEnv, readSecret } from './env.ts';

const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export interface OpenApplication extends AsyncDisposable {
  application: Application;
  principal: Principal;
}

/** The application on the data folder of the command line. Throws DATA_LOCKED when another process has it. */
export async function openApplication({ data, source }: CommandOptions): Promise<OpenApplication> {
  const env = readEnv();
  const dataFolder = resolve(data ?? join(projectFolder, '.codexos/cli'));
  const lock = lockDataFolder(dataFolder, 'a codexos command');
  try {
    const application = await createApplication({
      dataFolder,
      databaseUrl: env.DATABASE_URL,
      // Naming a folder on the command line is the permission to read it.
      fixedRoots: source === undefined ? [] : [resolve(source)],
      allowedAddresses: env.CODEXOS_ALLOWED_ADDRESSES.split(',').filter((address) => address !== ''),
      readSecret,
      logger: createLogger({ level: env.CODEXOS_LOG_LEVEL }),
      version: '0.1.0',
    });
    return {
      application,
      principal: await application.services.sessions.localPrincipal(),
      async [Symbol.asyncDispose]() {
        await application.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
