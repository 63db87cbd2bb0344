/**
 * Sends transactions to a local chain and kills itself at the step that it was told: argument 1 is the folder,
 * 2 the number of the step at which to die. Every acknowledged transaction is noted in `acknowledged.jsonl` first.
 */
import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createTestChain } from '../src/testing/index.ts';
import { sendCoins } from './send-coins.ts';

const [folder = '', killAt = ''] = process.argv.slice(2);
const witness = openSync(join(folder, '..', 'acknowledged.jsonl'), 'a');
let step = 0;
const test = createTestChain(folder);
const chain = await test.open({
  snapshotEvery: 4,
  onStep: () => {
    step += 1;
    if (step === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  },
});
for (let count = 0; count < 6; count++) {
  if (count === 3) await chain.advance(86_400);
  const { hash, blockHash } = await sendCoins(chain, test.accounts, BigInt(count + 1));
  appendFileSync(witness, `${JSON.stringify({ hash, blockHash })}\n`);
  fsyncSync(witness);
}
closeSync(witness);
await chain.close();
