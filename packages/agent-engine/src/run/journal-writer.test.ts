import type { RunId } from '@codexos/protocol/ids';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import { createJournalWriter } from './journal-writer.ts';

const runId = 'run' as RunId;
const note = (reason: string): RunEventBody => ({ type: 'run-pause', reason });

async function createSlowWriter(): Promise<{
  writer: ReturnType<typeof createJournalWriter>;
  groups: string[][];
  heard: number[];
}> {
  const memory = createMemoryJournal();
  const groups: string[][] = [];
  const heard: number[] = [];
  const journal: Journal = {
    ...memory,
    async append(id, epoch, bodies) {
      groups.push(bodies.map((body) => (body.type === 'run-pause' ? body.reason : body.type)));
      await new Promise((resolve) => setTimeout(resolve, 2));
      return memory.append(id, epoch, bodies);
    },
  };
  const { epoch } = await journal.open(runId);
  const writer = createJournalWriter({
    journal,
    runId,
    epoch,
    onEvent: ({ seq }) => heard.push(seq),
    onFailure: () => {},
  });
  return { writer, groups, heard };
}

describe('over a slow journal', () => {
  it('gathers what comes while an append is under way, and keeps the order', async () => {
    const { writer, groups, heard } = await createSlowWriter();
    await Promise.all(['a', 'b', 'c'].map(async (reason) => writer.append([note(reason)])));
    await writer.append([note('d')]);
    expect(groups).toEqual([['a'], ['b', 'c'], ['d']]);
    expect(heard).toEqual([1, 2, 3, 4]);
  });

  it('tells the listener before the append is over for its caller', async () => {
    const { writer, heard } = await createSlowWriter();
    await writer.append([note('a')]);
    expect(heard).toEqual([1]);
  });
});

it('costs a journal that answers at once no promise', () => {
  const journal = createMemoryJournal();
  void journal.open(runId);
  const writer = createJournalWriter({ journal, runId, epoch: 1, onEvent: () => {}, onFailure: () => {} });
  expect(writer.append([note('a')])).toBeUndefined();
});

it('fails again after it has failed, and refuses once closed', async () => {
  const journal = createMemoryJournal();
  await journal.open(runId);
  await journal.open(runId);
  const failures: unknown[] = [];
  const stale = createJournalWriter({
    journal,
    runId,
    epoch: 1,
    onEvent: () => {},
    onFailure: (error) => failures.push(error),
  });
  expect(() => stale.append([note('a')])).toThrow(expect.objectContaining({ code: 'JOURNAL_FENCED' }));
  expect(() => stale.append([note('a')])).toThrow(expect.objectContaining({ code: 'JOURNAL_FENCED' }));
  expect(failures).toHaveLength(1);
  const closed = createJournalWriter({ journal, runId, epoch: 2, onEvent: () => {}, onFailure: () => {} });
  closed.close();
  expect(() => closed.append([note('a')])).toThrow(expect.objectContaining({ code: 'RUN_NOT_ACTIVE' }));
});
