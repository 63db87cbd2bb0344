import type { ActivationId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../journal/memory-journal.ts';
import type { Caller } from '../ports/caller.ts';
import { createWorld, eventsOf } from '../testing/agent-world.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { runSketch } from '../testing/run-sketch.ts';
import { startScriptedModelServer, type ServerScript } from '../testing/scripted-model-server.ts';
import { createRunControl, type CommandReply } from './run-control.ts';

const caller: Caller = {
  tools: [{ name: 'get_weather', description: 'Tells the weather.', inputSchema: { type: 'object' } }],
  choice: 'auto',
  isParallel: true,
};
const twoCities: ServerScript = (_request, index) =>
  index === 0
    ? { toolCalls: ['Bonn', 'Oslo'].map((city) => ({ id: city, name: 'get_weather', input: { city } })) }
    : { text: 'Dry and wet.' };

async function withAgent(
  script: ServerScript,
  test: (run: Awaited<ReturnType<typeof createRun>>) => Promise<void>,
): Promise<void> {
  await using server = await startScriptedModelServer(script);
  await test(await createRun(server.url));
}

async function createRun(url: string) {
  const clock = createFakeClock();
  const journal = createMemoryJournal({ clock });
  const go = (control = createRunControl()) =>
    runSketch(
      {
        nodes: {
          goal: { kind: 'input', config: { name: 'goal' } },
          agent: { kind: 'agent', config: { model: 'openai/tiny' } },
          out: 'output',
        },
        edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
      },
      {
        clock,
        journal,
        control,
        input: { goal: 'Weather?' },
        bindings: { ...createWorld(url).bindings, client: caller },
      },
    );
  return {
    clock,
    go,
    async answer(answer: JsonValue) {
      const control = createRunControl();
      const reply = new Promise<CommandReply>((tell) =>
        control.answer({ activationId: 'agent' as ActivationId, answer, by: 'caller', reply: tell }),
      );
      const run = await go(control);
      return { ...run, reply: await reply };
    },
  };
}

describe('tools of whoever started the run', () => {
  it('are asked for together, and their results go to the model', () =>
    withAgent(twoCities, async (run) => {
      const { events } = await run.go();
      const [pause] = eventsOf(events, 'node-pause');
      const question = pause?.question as { type: string; calls: { call: number; input: JsonValue }[] };
      expect(question).toMatchObject({
        type: 'caller-tools',
        calls: [{ input: { city: 'Bonn' } }, { input: { city: 'Oslo' } }],
      });
      const [bonn, oslo] = question.calls.map(({ call }) => call);
      if (bonn === undefined || oslo === undefined) throw new Error('A call is missing.');
      const half = await run.answer({ results: [{ call: bonn, output: 'dry' }] });
      expect(half.reply).toMatchObject({ status: 'refused', error: { code: 'REQUEST_INVALID' } });
      const both = [
        { call: oslo, output: 'wet' },
        { call: bonn, output: 'dry' },
      ];
      const { result, events: all } = await run.answer({ results: both });
      expect(result).toMatchObject({ status: 'completed', outputs: { answer: 'Dry and wet.' } });
      expect(eventsOf(all, 'tool-result').map(({ output }) => output)).toEqual(['dry', 'wet']);
    }));

  it('can be done without when a person says so', () =>
    withAgent(twoCities, async (run) => {
      const { events } = await run.go();
      const question = eventsOf(events, 'node-pause')[0]?.question as { calls: { call: number }[] };
      const results = question.calls.map(({ call }) => ({ call, output: null, isSkipped: true }));
      expect((await run.answer({ results })).result.status).toBe('completed');
    }));

  it('are waited for an hour, and then the run says whose fault it is', () =>
    withAgent(twoCities, async (run) => {
      expect((await run.go()).result).toMatchObject({
        status: 'paused',
        wakeAt: run.clock.now() + 3_600_000,
      });
      await run.clock.advance(3_600_000);
      const { result } = await run.go();
      expect(result).toMatchObject({ status: 'failed', error: { code: 'LIMIT_REACHED' } });
    }));
});
