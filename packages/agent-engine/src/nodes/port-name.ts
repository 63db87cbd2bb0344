import { z } from 'zod';

/** A name for a run's input or output that expressions can use as it is. */
export const portNameSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must start with a letter and hold letters, digits and _');
