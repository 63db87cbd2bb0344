import { z } from 'zod';
import { catalogueSchema } from '../catalogue.ts';
import { defineContract } from '../contract.ts';

export const getLiveness = defineContract({
  method: 'GET',
  path: '/api/v1/health/live',
  name: 'getLiveness',
  summary: 'The process answers',
  tag: 'system',
  permission: 'public',
  response: z.object({ status: z.literal('ok') }),
});

export const getReadiness = defineContract({
  method: 'GET',
  path: '/api/v1/health/ready',
  name: 'getReadiness',
  summary: 'The database answers and the server takes work',
  tag: 'system',
  permission: 'public',
  response: z.object({ status: z.literal('ok'), database: z.enum(['sqlite', 'postgres']) }),
});

export const statusSchema = z.object({
  version: z.string(),
  database: z.enum(['sqlite', 'postgres']),
  defaultModel: z.string(),
  startedAt: z.number(),
  activeRunCount: z.int(),
});
export type Status = z.infer<typeof statusSchema>;

export const getStatus = defineContract({
  method: 'GET',
  path: '/api/v1/status',
  name: 'getStatus',
  summary: 'Facts for the status bar',
  tag: 'system',
  permission: 'session',
  response: statusSchema,
});

export const getCatalogue = defineContract({
  method: 'GET',
  path: '/api/v1/catalogue',
  name: 'getCatalogue',
  summary: 'Node kinds, tools and models as plain descriptors',
  tag: 'system',
  permission: 'flow:read',
  response: catalogueSchema,
});
