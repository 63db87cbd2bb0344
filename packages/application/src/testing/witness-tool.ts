import { defineTool, type Tool } from '@codexos/tools';
import { z } from 'zod';

export interface WitnessCall {
  key: string;
  label: string;
  signal: AbortSignal;
}

export interface WitnessOptions {
  name?: string;
  /** `read` because its effect is accepted once per idempotency key; a tool that writes must not run twice. */
  effect?: 'read' | 'write';
}

/** A tool whose effect can be counted from outside. */
export function defineWitnessTool(
  witness: (call: WitnessCall) => void | Promise<void>,
  { name = 'witness', effect = 'read' }: WitnessOptions = {},
): Tool {
  return defineTool({
    name,
    label: 'Witness',
    description: 'Writes down that it was called.',
    icon: 'eye',
    effect,
    input: z.object({ label: z.string().default('') }),
    output: z.object({ key: z.string(), label: z.string() }),
    async run({ input, context }) {
      await witness({ key: context.idempotencyKey, label: input.label, signal: context.signal });
      return { output: { key: context.idempotencyKey, label: input.label } };
    },
  });
}
