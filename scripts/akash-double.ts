/**
 * Starts the local double of the Console API of Akash: deployments become processes of this checkout.
 *
 *   node scripts/with-node.mjs scripts/akash-double.ts [--port N] [--key KEY]
 *
 * Lines on the standard input steer it: `fail FAULT` breaks a step, `heal` mends all.
 */
import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FAULTS, startBackend, startConsoleDouble, type Fault } from '@codexos/chain/akash/testing';

const { values } = parseArgs({ options: { port: { type: 'string' }, key: { type: 'string' } } });
const apiKey = values.key ?? `ac.sk.double.${randomBytes(12).toString('hex')}`;
const double = await startConsoleDouble({
  apiKey,
  port: Number(values.port ?? 0),
  bidDelayMs: 1_000,
  startService: startBackend(resolve(dirname(fileURLToPath(import.meta.url)), '..')),
});
console.log(`CODEXOS_AKASH_URL=${double.url}`);
console.log(`AKASH_API_KEY=${apiKey}`);
console.log(`Faults: ${FAULTS.join(', ')}`);

createInterface(process.stdin).on('line', (line) => {
  const [verb, fault] = line.trim().split(' ');
  if (verb === 'heal') double.heal();
  else if (verb === 'fail' && FAULTS.some((known) => known === fault)) double.fail(fault as Fault);
  else console.error(`Unknown: ${line}. Say “fail FAULT” or “heal”.`);
});
const stop = (): void => {
  process.exitCode = 0;
  void double[Symbol.asyncDispose]().then(() => process.exit());
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
