import { z } from 'zod';

/**
 * What a port carries. `any` fits everything; `text` and `passages` are JSON too, so they fit a `json` input.
 * The reverse needs a node in between (an expression or a prompt template).
 */
export const portTypeSchema = z.enum(['any', 'text', 'json', 'passages']);
export type PortType = z.infer<typeof portTypeSchema>;

/** Whether an edge may lead from an out-port of type `from` to an in-port of type `to`. */
export function isPortTypeCompatible(from: PortType, to: PortType): boolean {
  if (from === to || from === 'any' || to === 'any') return true;
  return to === 'json';
}
