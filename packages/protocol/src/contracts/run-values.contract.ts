/** Long values of runs. By itself, because pages that show a value need nothing else of runs. */
import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { runIdSchema } from '../ids.ts';
import { jsonSchema } from '../json.ts';
import { valueHashSchema } from '../large-value.ts';

export const getRunValue = defineContract({
  tag: 'runs',
  method: 'GET',
  path: '/api/v1/runs/:runId/values/:hash',
  name: 'getRunValue',
  summary: 'A long value that an event of a run stands in for',
  permission: 'run:read',
  params: z.object({ runId: runIdSchema, hash: valueHashSchema }),
  response: z.object({ value: jsonSchema }),
});
