import { jsonSchema } from '@codexos/protocol/json';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { portNameSchema } from './port-name.ts';

/** One named value that the person or program starting the run gives. */
export const inputNode = defineNode({
  kind: 'input',
  version: 1,
  meta: { label: 'Input', group: 'io', icon: 'log-in', summary: 'Asks for a value when the run starts' },
  config: z.object({
    name: portNameSchema
      .default('input')
      .meta({ label: 'Name', help: 'How the value is called when the run is started.', control: 'text' }),
    label: z.string().max(80).optional().meta({
      label: 'Label',
      help: 'What people read above the field; the name when empty.',
      control: 'text',
    }),
    type: z
      .enum(['text', 'number', 'boolean', 'json'])
      .default('text')
      .meta({ label: 'Type', control: 'select' }),
    required: z.boolean().default(true).meta({ label: 'Required', control: 'switch' }),
    defaultValue: jsonSchema
      .optional()
      .meta({ label: 'Default', help: 'Taken when nothing is given.', control: 'json' }),
    help: z
      .string()
      .max(400)
      .optional()
      .meta({ label: 'Help', help: 'A sentence below the field.', control: 'text' }),
  }),
  ports: { in: {}, out: { value: { label: 'Value', type: 'any' } } },
  cardSettings: ['name', 'type'],
  isInstant: true,
  runInput: ({ name, label, type, required, defaultValue, help }) => ({
    name,
    label: label === undefined || label === '' ? name : label,
    type,
    isRequired: required,
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(help === undefined || help === '' ? {} : { help }),
  }),
  run: ({ config, runInput }) => done({ port: 'value', value: runInput[config.name] ?? null }),
});
