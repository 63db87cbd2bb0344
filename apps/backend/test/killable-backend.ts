/**
 * A backend for the kill test, as a process of its own. Arguments: data folder, witness folder, and optionally
 * `before` or `after` with the number of the append at which the process kills itself with SIGKILL.
 */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createApplication } from '@codexos/application';
import { defineWitnessTool } from '@codexos/application/testing';
import { createLogger } from '@codexos/utils/logging';
import { startServer } from '../src/server.ts';
import { START_TOKEN } from './start-token.ts';

const [dataFolder = '', witnessFolder = '', moment, at] = process.argv.slice(2);
const witnessFile = join(witnessFolder, 'effects');
const callsFile = join(witnessFolder, 'calls');
let appendCount = 0;

const application = await createApplication({
  dataFolder,
  fixedRoots: [],
  allowedAddresses: [],
  readSecret: () => undefined,
  logger: createLogger({ level: 'silent' }),
  version: '0.0.0',
  extraTools: [defineWitnessTool(({ key }) => witness(key))],
  decorateJournal: (journal) => ({
    ...journal,
    append: (...args) => {
      appendCount += 1;
      if (moment === 'before' && appendCount === Number(at)) die();
      const appended = journal.append(...args);
      if (moment === 'after' && appendCount === Number(at)) die();
      return appended;
    },
  }),
});
const server = await startServer({
  application,
  logger: createLogger({ level: 'silent' }),
  version: '0.0.0',
  startToken: START_TOKEN,
  host: '127.0.0.1',
  port: 0,
  allowedHosts: [],
  pages: { type: 'none' },
});
await application.start();
process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));

/** The effect: written and synced by itself, accepted once per key. */
function witness(key: string): void {
  appendFileSync(callsFile, `${key}\n`);
  if (existsSync(witnessFile) && readFileSync(witnessFile, 'utf8').split('\n').includes(key)) return;
  const file = openSync(witnessFile, 'a');
  writeSync(file, `${key}\n`);
  fsyncSync(file);
  closeSync(file);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}
