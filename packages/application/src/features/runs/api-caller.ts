import { jsonObjectSchema } from '@codexos/protocol/json';
import { z } from 'zod';

/** What whoever started a run through the API said before, and offers the agent that answers. */
export const apiCallerSchema = z.object({
  question: z.string(),
  earlier: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })),
  instructions: z.string(),
  tools: z.array(z.object({ name: z.string(), description: z.string(), inputSchema: jsonObjectSchema })),
  choice: z.union([z.enum(['auto', 'required']), z.object({ tool: z.string() })]),
  isParallel: z.boolean(),
});
export type ApiCaller = z.infer<typeof apiCallerSchema>;
