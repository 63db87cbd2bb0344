import { z } from 'zod';
import { listedPortSchema } from './listed-ports.ts';

/**
 * A flow that a node calls, with the ports that it had when it was chosen: a flow must not change its shape because
 * another one was published.
 */
export const calledFlowSchema = z.object(
  {
    id: z.string().min(1, 'A flow is needed').max(64),
    /** A version's number, or `latest` for the published one. */
    version: z.union([z.literal('latest'), z.int().min(1)]).default('latest'),
    name: z.string().max(120).default(''),
    inputs: z.array(listedPortSchema).max(50).default([]),
    outputs: z.array(listedPortSchema).max(50).default([]),
  },
  { error: 'A flow is needed' },
);
export type CalledFlow = z.infer<typeof calledFlowSchema>;
