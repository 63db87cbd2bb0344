import { defineTool, type Tool } from '@codexos/tools';
import { z } from 'zod';

/**
 * A tool whose effect can be counted from outside. It says `read`, because its effect is accepted once per
 * idempotency key: to run it again with the same key is safe.
 */
export function defineWitnessTool(
  witness: (call: { key: string; label: string; signal: AbortSignal }) => void | Promise<void>,
): Tool {
  return defineTool({
    name: 'witness',
    label: 'Witness',
    description: 'Writes down that it was called.',
    icon: 'eye',
    effect: 'read',
    input: z.object({ label: z.string().default('') }),
    output: z.object({ key: z.string(), label: z.string() }),
    async run({ input, context }) {
      await witness({ key: context.idempotencyKey, label: input.label, signal: context.signal });
      return { output: { key: context.idempotencyKey, label: input.label } };
    },
  });
}
