import { once } from 'node:events';
import { createApplication } from '@codexos/application';
import { createLogger } from '@codexos/utils/logging';
import { createRedactor } from '@codexos/utils/redactor';
import { EXIT, type Command } from '../command.ts';
import { readEnv, readSecret, readVersion, resolvePath, serverDataFolder } from '../env.ts';

/** Works on the runs of servers that share its database and its queue, until it is told to stop. */
export const workerCommand: Command = {
  usage: 'worker [--data DIR]',
  summary: 'work on runs of servers that share DATABASE_URL and REDIS_URL',
  async run({ options, output, signal }) {
    const env = readEnv();
    const redactor = createRedactor();
    // The folder is the servers' own: it holds clones of repositories and the key of the vault.
    const dataFolder = options.data === undefined ? serverDataFolder(env) : resolvePath(options.data);
    const application = await createApplication({
      dataFolder,
      role: 'worker',
      databaseUrl: env.DATABASE_URL,
      redisUrl: env.REDIS_URL,
      concurrency: env.CODEXOS_CONCURRENCY,
      workspaceConcurrency: env.CODEXOS_WORKSPACE_CONCURRENCY,
      fixedRoots: env.CODEXOS_ROOTS.map(resolvePath),
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
    await application.start();
    output.text('The worker is ready. Stop it with Ctrl-C: what it is working on goes on elsewhere.');
    if (!signal.aborted) await once(signal, 'abort');
    await application.close();
    return EXIT.completed;
  },
};
