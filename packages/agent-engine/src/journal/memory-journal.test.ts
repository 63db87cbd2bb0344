import type { RunId } from '@codexos/protocol/ids';
import { journalContract } from '../testing/journal-contract.ts';
import { createMemoryJournal } from './memory-journal.ts';

journalContract('MemoryJournal', async () => {
  let count = 0;
  return {
    journal: createMemoryJournal(),
    createRun: async () => `run-${++count}` as RunId,
    [Symbol.asyncDispose]: async () => {},
  };
});
