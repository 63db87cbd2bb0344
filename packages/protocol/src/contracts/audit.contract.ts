/** Who did what, when: append-only, each entry bound to the one before it. */
import { z } from 'zod';
import { defineContract, listOf, pageQuery } from '../contract.ts';
import { jsonObjectSchema } from '../json.ts';

export const auditEntrySchema = z
  .object({
    /** Place in the log of the workspace, from 1 without gaps. */
    seq: z.int(),
    at: z.number(),
    actor: z.object({
      /** `agent` acts by itself within a policy; `system` is the server itself, such as a schedule. */
      type: z.enum(['user', 'api-token', 'share-link', 'agent', 'system']),
      id: z.string(),
      /** Name at the time of reading; absent when the person is gone. */
      name: z.string().optional(),
    }),
    /** Name of the operation, as in the OpenAPI document. */
    action: z.string(),
    /** Id of what was acted on, where there is one. */
    target: z.string().optional(),
    /** `refused` by the guard, `failed` for another reason. */
    outcome: z.enum(['done', 'refused', 'failed']),
    /** Ids and names; never a value, a text or a file. */
    details: jsonObjectSchema,
    /** HMAC-SHA-256 in hex over this entry and the hash of the one before it. */
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditVerificationSchema = z.object({
  isIntact: z.boolean(),
  entryCount: z.int(),
  /** The first entry that does not fit, where there is one. */
  brokenAt: z.int().optional(),
  /** What is wrong, in one sentence. */
  problem: z.string().optional(),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

const base = { tag: 'audit' } as const;

export const listAuditEntries = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/audit',
  name: 'listAuditEntries',
  summary: 'Entries of the audit log, the newest first',
  permission: 'audit:read',
  query: z.object({
    ...pageQuery,
    /** Only this operation. */
    action: z.string().max(100).optional(),
    /** Only this person or token. */
    actorId: z.string().max(100).optional(),
    /** Only what was done to this thing. */
    target: z.string().max(100).optional(),
  }),
  response: listOf(auditEntrySchema),
});

export const verifyAudit = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/audit/verification',
  name: 'verifyAudit',
  summary: 'Check that no entry of the audit log was changed, removed or put in',
  permission: 'audit:read',
  response: auditVerificationSchema,
});
