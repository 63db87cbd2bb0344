import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { createApplication, lockDataFolder, type Application, type Principal } from '@codexos/application';
import { CodexError } from '@codexos/utils/errors';
import { createLogger } from '@codexos/utils/logging';
import { createRedactor } from '@codexos/utils/redactor';
import type { CommandOptions } from './command.ts';
import { projectFolder, readEnv, readSecret, readVersion, resolvePath } from './env.ts';

export interface OpenApplication extends AsyncDisposable {
  application: Application;
  principal: Principal;
}

/** The application on the data folder of the command line. Throws DATA_LOCKED when another process has it. */
export async function openApplication({ data, source }: CommandOptions): Promise<OpenApplication> {
  const env = readEnv();
  const roots = source === undefined ? [] : [await sourceFolder(source)];
  const dataFolder = dataFolderOf(data);
  const lock = lockDataFolder(dataFolder, 'a codexos command');
  try {
    const redactor = createRedactor();
    const application = await createApplication({
      dataFolder,
      databaseUrl: env.DATABASE_URL,
      // Naming a folder on the command line is the permission to read it.
      fixedRoots: roots,
      durability: env.CODEXOS_DURABILITY,
      allowedAddresses: env.CODEXOS_ALLOWED_ADDRESSES,
      toolSecrets: env.CODEXOS_TOOL_SECRETS,
      modelPrices: env.CODEXOS_MODEL_PRICES,
      readSecret,
      logger: createLogger({ level: env.CODEXOS_LOG_LEVEL, redactor }),
      redactor,
      vaultPassphrase: env.CODEXOS_VAULT_PASSPHRASE,
      vaultKeyFile: env.CODEXOS_VAULT_KEY_FILE,
      version: readVersion(),
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

export function dataFolderOf(data: string | undefined): string {
  return data === undefined ? join(projectFolder, '.codexos/cli') : resolvePath(data);
}

/** The real path of the folder of `--source`. Throws SOURCE_INVALID. */
export async function sourceFolder(source: string): Promise<string> {
  try {
    return await realpath(resolvePath(source));
  } catch (cause) {
    throw new CodexError({
      code: 'SOURCE_INVALID',
      message: `The folder ${source} cannot be read.`,
      hint: 'Check that it exists.',
      cause,
    });
  }
}
