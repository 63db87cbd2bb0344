/** Writes `apps/backend/openapi.json` from the contracts; `--check` fails when the committed one is stale. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '@codexos/application';
import { createLogger } from '@codexos/utils/logging';
import { createAuthenticator } from '../apps/backend/src/http/authenticate.ts';
import { createHttp } from '../apps/backend/src/http/create-http.ts';
import { createOriginGuard } from '../apps/backend/src/http/origin-guard.ts';

const path = 'apps/backend/openapi.json';
const dataFolder = mkdtempSync(join(tmpdir(), 'codexos-openapi-'));
const logger = createLogger({ level: 'error' });
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const application = await createApplication({
  dataFolder,
  fixedRoots: [],
  allowedAddresses: [],
  readSecret: () => undefined,
  logger,
  version,
});
const http = await createHttp({
  application,
  authenticator: createAuthenticator(application, { startToken: 'unused', port: 0 }),
  guard: createOriginGuard({ hosts: [] }),
  logger,
  version,
  isSecure: false,
  publicUrl: undefined,
  onRoute: undefined,
  isDevelopment: false,
  isStopping: () => false,
});
await http.ready();
const document = `${JSON.stringify(http.swagger(), null, 2)}\n`;
await http.close();
await application.close();
rmSync(dataFolder, { recursive: true, force: true });

if (!process.argv.includes('--check')) writeFileSync(path, document);
else if (readFileSync(path, 'utf8') !== document) {
  console.error(`Stale: ${path}. Run npm run openapi.`);
  process.exitCode = 1;
}
