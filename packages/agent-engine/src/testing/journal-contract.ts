import type { ActivationId, NodeId, RunId } from '@codexos/protocol/ids';
import type { JsonObject } from '@codexos/protocol/json';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { describe, expect, it } from 'vitest';
import type { Journal } from '../journal/journal.ts';

export interface JournalSubject extends AsyncDisposable {
  journal: Journal;
  /** Makes a run that the journal may be opened for, where the store needs one to exist. */
  createRun(): Promise<RunId>;
}

/** What every journal must do. `createSubject` gives each test a store of its own. */
export function journalContract(name: string, createSubject: () => Promise<JournalSubject>): void {
  const note = (reason: string): RunEventBody => ({ type: 'run-pause', reason });

  describe(`${name} keeps the contract of a journal`, () => {
    it('numbers events from 1 without gaps and reads them back as they were', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const runId = await subject.createRun();
      const { epoch, events } = await journal.open(runId);
      expect(events).toEqual([]);
      const first = await journal.append(runId, epoch, [note('a'), note('b')]);
      const second = await journal.append(runId, epoch, [note('c')]);
      const all = [...first, ...second];
      expect(all.map((event) => event.seq)).toEqual([1, 2, 3]);
      expect(all.every((event) => event.runId === runId && typeof event.at === 'number')).toBe(true);
      expect(await journal.read(runId, 0)).toEqual(all);
    });

    it('reads only what comes after a place', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const runId = await subject.createRun();
      const { epoch } = await journal.open(runId);
      await journal.append(runId, epoch, [note('a'), note('b'), note('c')]);
      expect((await journal.read(runId, 2)).map((event) => event.seq)).toEqual([3]);
      expect(await journal.read(runId, 3)).toEqual([]);
    });

    it('keeps payloads exactly', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const runId = await subject.createRun();
      const { epoch } = await journal.open(runId);
      const input = { text: 'line\n“quoted” \u{1F600}', nested: { list: [1, 2.5, null, true] }, empty: {} };
      await journal.append(runId, epoch, [{ type: 'run-start', flowHash: 'h', input }]);
      expect(await journal.read(runId, 0)).toMatchObject([{ type: 'run-start', input }]);
    });

    it('keeps long values exactly, also those that change a little from event to event', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const runId = await subject.createRun();
      let { epoch } = await journal.open(runId);
      const states: JsonObject[] = [];
      for (let step = 0; step < 60; step++) {
        const text = `${'\u{1F600}'.repeat(9_000)}${'\u{1F601}'.repeat(step)} “${step}” \u0000 ${'z'.repeat(9_000)}`;
        const state = { text, list: Array.from({ length: 300 }, (_, index) => ({ index, step })) };
        states.push(state);
        const outputs = [{ port: 'value', value: state }];
        const ids = { activationId: `a@${step}` as ActivationId, nodeId: 'a' as NodeId };
        await journal.append(runId, epoch, [
          { type: 'node-end', ...ids, attempt: 1, outputs, durationMs: 0 },
          { type: 'node-start', ...ids, path: [], attempt: 1, input: { state, note: 'short' } },
        ]);
        // Another process goes on in the middle.
        if (step === 30) ({ epoch } = await journal.open(runId));
      }
      const events = await journal.read(runId, 0);
      const ends = events.filter((event) => event.type === 'node-end');
      expect(ends.map(({ outputs }) => outputs[0]?.value)).toEqual(states);
      const starts = events.filter((event) => event.type === 'node-start');
      expect(starts.map(({ input }) => input)).toEqual(states.map((state) => ({ state, note: 'short' })));
      expect(await journal.read(runId, 100)).toEqual(events.slice(100));
      expect((await journal.open(runId)).events).toEqual(events);
    });

    it('gives a new opening the events and a higher epoch, and refuses the old one', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const runId = await subject.createRun();
      const old = await journal.open(runId);
      await journal.append(runId, old.epoch, [note('a')]);
      const next = await journal.open(runId);
      expect(next.epoch).toBeGreaterThan(old.epoch);
      expect(next.events.map((event) => event.seq)).toEqual([1]);
      await expect(async () => journal.append(runId, old.epoch, [note('late')])).rejects.toMatchObject({
        code: 'JOURNAL_FENCED',
      });
      await journal.append(runId, next.epoch, [note('b')]);
      expect((await journal.read(runId, 0)).map((event) => event.seq)).toEqual([1, 2]);
    });

    it('keeps the order of appends that do not wait for each other', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const runId = await subject.createRun();
      const { epoch } = await journal.open(runId);
      const groups = await Promise.all(
        Array.from({ length: 20 }, async (_, index) =>
          journal.append(runId, epoch, [note(`${index}a`), note(`${index}b`)]),
        ),
      );
      const events = await journal.read(runId, 0);
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
      // A group is never torn apart.
      for (const group of groups) expect(group[1]?.seq).toBe((group[0]?.seq ?? 0) + 1);
    });

    it('keeps runs apart', async () => {
      await using subject = await createSubject();
      const { journal } = subject;
      const [left, right] = [await subject.createRun(), await subject.createRun()];
      const leftOpen = await journal.open(left);
      const rightOpen = await journal.open(right);
      await journal.append(left, leftOpen.epoch, [note('left')]);
      await journal.append(right, rightOpen.epoch, [note('right')]);
      expect(await journal.read(left, 0)).toMatchObject([{ seq: 1, reason: 'left' }]);
      expect(await journal.read(right, 0)).toMatchObject([{ seq: 1, reason: 'right' }]);
    });
  });
}
