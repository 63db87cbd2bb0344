/** Entry of the server: reads arguments and environment, starts, prints the one address, stops cleanly. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createApplication,
  installBundle,
  lockDataFolder,
  type ApplicationOptions,
} from '@codexos/application';
import { CodexError } from '@codexos/utils/errors';
import { createLogger } from '@codexos/utils/logging';
import { createRedactor } from '@codexos/utils/redactor';
import { readArguments, type Arguments } from './arguments.ts';
import { readEnv, readSecret, type Env } from './env.ts';
import { describeExposure } from './exposure.ts';
import { findFreePort } from './free-port.ts';
import { identityFromEnv } from './identity-from-env.ts';
import { startServer, type ServerOptions } from './server.ts';
import { readStartToken } from './start-token.ts';

const DEFAULT_PORT = 4371;
const FORCED_STOP_MS = 10_000;
const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

try {
  await main();
} catch (error) {
  const lines = CodexError.is(error)
    ? [error.message, ...(error.hint ? [error.hint] : [])]
    : [String(error instanceof Error ? error.stack : error)];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode =
    CodexError.is(error) && (error.code === 'DATA_LOCKED' || error.code === 'REQUEST_INVALID') ? 2 : 1;
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  const env = readEnv(join(projectFolder, '.env'));
  const redactor = createRedactor();
  const logger = createLogger({ level: env.CODEXOS_LOG_LEVEL, redactor });
  if (env.CODEXOS_OIDC_CLIENT_SECRET !== undefined)
    redactor.add('CODEXOS_OIDC_CLIENT_SECRET', env.CODEXOS_OIDC_CLIENT_SECRET);
  const dataFolder = resolve(given.data ?? env.CODEXOS_DATA ?? join(projectFolder, '.codexos/data'));
  if (env.REDIS_URL === undefined) {
    const lock = lockDataFolder(dataFolder, 'the CodexOS server');
    process.once('exit', () => lock.release());
  }

  const application = await createApplication({
    dataFolder,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    concurrency: env.CODEXOS_CONCURRENCY,
    workspaceConcurrency: env.CODEXOS_WORKSPACE_CONCURRENCY,
    durability: env.CODEXOS_DURABILITY,
    auth: env.CODEXOS_AUTH,
    identity: identityFromEnv(env),
    fixedRoots: [...given.roots, ...env.CODEXOS_ROOTS, ...ownFolders(env)].map((root) => resolve(root)),
    allowedAddresses: env.CODEXOS_ALLOWED_ADDRESSES,
    toolSecrets: env.CODEXOS_TOOL_SECRETS,
    modelPrices: env.CODEXOS_MODEL_PRICES,
    vaultPassphrase: env.CODEXOS_VAULT_PASSPHRASE,
    vaultKeyFile: env.CODEXOS_VAULT_KEY_FILE,
    akash: {
      url: env.CODEXOS_AKASH_URL,
      proxyUrl: env.CODEXOS_AKASH_PROXY_URL,
      image: env.CODEXOS_IMAGE,
    },
    chain: chooseChain(env),
    redactor,
    readSecret,
    isServing: env.CODEXOS_BUNDLE !== undefined,
    logger,
    version: readVersion(),
  });
  if (env.CODEXOS_BUNDLE !== undefined)
    await installBundle(application.services, {
      packed: env.CODEXOS_BUNDLE,
      tokenKey: env.CODEXOS_BUNDLE_TOKEN_KEY ?? '',
      readSecret,
    });
  const server = await startServer({
    application,
    logger,
    version: readVersion(),
    startToken: readStartToken(dataFolder),
    host: env.CODEXOS_HOST,
    port: given.port ?? env.CODEXOS_PORT ?? (await findFreePort(DEFAULT_PORT, env.CODEXOS_HOST)),
    allowedHosts: env.CODEXOS_ALLOWED_HOSTS,
    publicUrl: env.CODEXOS_PUBLIC_URL,
    pages: choosePages(given, env),
  });
  await application.start();

  process.stdout.write(
    `\n  CodexOS is running${env.CODEXOS_AUTH === 'local' ? ' for one user, without sign-in' : ' with accounts'}. Open:\n\n  ${server.address}\n\n  Data: ${dataFolder}   Stop: Ctrl-C\n\n`,
  );
  const exposure = describeExposure(env);
  if (exposure !== undefined) process.stdout.write(`  ${exposure}\n\n`);
  if (given.isOpening && process.stdout.isTTY) openBrowser(server.address);
  stopOnSignal(server.stop);
}

/** The home folder is for the person at this machine alone: whoever has an account sees what was named. */
function ownFolders(env: Env): string[] {
  return env.CODEXOS_AUTH === 'local' ? [homedir(), projectFolder] : [];
}

function choosePages(given: Arguments, env: Env): ServerOptions['pages'] {
  if (given.isApiOnly) return { type: 'none' };
  if (env.WEB_ORIGIN !== undefined) return { type: 'origin', origin: env.WEB_ORIGIN };
  const folder = join(projectFolder, 'apps/web-ui');
  if (!given.isDevelopment && !existsSync(join(folder, '.next/BUILD_ID'))) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: 'The studio has not been built.',
      hint: 'Start with npm run up, which builds it, or give --api-only.',
    });
  }
  return { type: 'next', folder, isDevelopment: given.isDevelopment };
}

function chooseChain(env: Env): ApplicationOptions['chain'] {
  const { CODEXOS_CHAIN_RPC_URL: rpcUrl, CODEXOS_CHAIN_GOVERNOR: governor } = env;
  if (rpcUrl === undefined && governor === undefined) return undefined;
  if (rpcUrl !== undefined && governor !== undefined)
    return {
      ...{ rpcUrl, governor },
      chainId: env.CODEXOS_CHAIN_ID,
      firstBlock: env.CODEXOS_CHAIN_FIRST_BLOCK,
    };
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: 'Only one of CODEXOS_CHAIN_RPC_URL and CODEXOS_CHAIN_GOVERNOR is set.',
    hint: 'Set both for a network elsewhere, or none for the local chain.',
  });
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) process.exit(130);
    isStopping = true;
    const force = setTimeout(() => process.exit(1), FORCED_STOP_MS);
    force.unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0.0.0';
}

function openBrowser(address: string): void {
  const command =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  const child = spawn(command, [address], { stdio: 'ignore', detached: true });
  // Without a browser on the machine the printed address is enough.
  child.on('error', () => undefined);
  child.unref();
}
