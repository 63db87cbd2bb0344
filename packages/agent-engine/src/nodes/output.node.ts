import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { portNameSchema } from './port-name.ts';

/** One named value that the run gives back, with the citations that came with it. */
export const outputNode = defineNode({
  kind: 'output',
  version: 1,
  meta: {
    label: 'Output',
    group: 'io',
    icon: 'log-out',
    summary: 'Gives a value back at the end of the run',
  },
  config: z.object({
    name: portNameSchema
      .default('answer')
      .meta({ label: 'Name', help: 'How the value is called in the result.', control: 'text' }),
  }),
  ports: { in: { value: { label: 'Value', type: 'any', required: true } }, out: {} },
  cardSettings: ['name'],
  isInstant: true,
  runOutput: ({ name }) => name,
  run: () => done([]),
});
