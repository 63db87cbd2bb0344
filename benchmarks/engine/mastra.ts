import { createStep, createWorkflow } from '@mastra/core/workflows';
import { z } from 'zod';
import { CHAIN_LENGTH, FAN_WIDTH, LOOP_TURNS, PAYLOAD, type Shape } from './shapes.ts';

export interface MastraEngine {
  run(shape: Shape): Promise<number>;
}

const value = z.object({ value: z.string(), turn: z.number().default(0) });

/** Workflows are built once, outside of the measurement, and each run is watched by one listener. */
export function createMastraEngine(): MastraEngine {
  const workflows = { 'chain of 100': chain(), 'fan-out of 100': fanOut(), 'loop of 1,000': loop() };
  const counts: Record<Shape, number> = {
    'chain of 100': CHAIN_LENGTH,
    'fan-out of 100': FAN_WIDTH,
    'loop of 1,000': LOOP_TURNS,
  };
  return {
    async run(shape) {
      const run = await workflows[shape].createRun();
      let eventCount = 0;
      const stop = run.watch(() => {
        eventCount += 1;
      });
      const { status } = await run.start({ inputData: { value: PAYLOAD, turn: 0 } });
      stop();
      if (status !== 'success' || eventCount < 1)
        throw new Error(`Mastra ended as ${status} with ${eventCount} events.`);
      return counts[shape];
    },
  };
}

function step(id: string) {
  return createStep({
    id,
    inputSchema: value,
    outputSchema: value,
    execute: async ({ inputData }) => ({ value: PAYLOAD, turn: inputData.turn + 1 }),
  });
}

function chain() {
  let workflow = createWorkflow({ id: 'chain', inputSchema: value, outputSchema: value });
  for (let index = 0; index < CHAIN_LENGTH; index++)
    workflow = workflow.then(step(`n${index}`)) as typeof workflow;
  return workflow.commit();
}

function fanOut() {
  const steps = Array.from({ length: FAN_WIDTH }, (_, index) => step(`n${index}`));
  const workflow = createWorkflow({
    id: 'fan',
    inputSchema: value,
    outputSchema: z.record(z.string(), value),
  });
  return (workflow.then(step('start')).parallel(steps) as unknown as ReturnType<typeof chain>).commit();
}

function loop() {
  const workflow = createWorkflow({ id: 'loop', inputSchema: value, outputSchema: value });
  return workflow.dountil(step('work'), async ({ inputData }) => inputData.turn >= LOOP_TURNS).commit();
}
