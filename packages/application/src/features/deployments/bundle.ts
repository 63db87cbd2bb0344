/**
 * What a deployed instance serves: one flow with the flows and agents that it calls, as they were published, and their tools. It travels in the
 * environment of the container, so it is packed and has a limit. It holds no secret, only references.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { agentConfigSchema } from '@codexos/protocol/agent';
import { flowSchema } from '@codexos/protocol/flow';
import { agentIdSchema, flowIdSchema } from '@codexos/protocol/ids';
import { secretGrantsSchema, secretNameSchema } from '@codexos/protocol/secret';
import { toolDocumentSchema } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';

/** Linux takes at most 128 KiB for one entry of the environment. */
const MAX_PACKED_LENGTH = 120_000;
const MAX_BYTES = 8 * 1024 * 1024;

export const bundleSchema = z.object({
  format: z.literal(1),
  flow: z.object({ id: flowIdSchema, version: z.int().min(1), flow: flowSchema }),
  /** The flows that it calls, in the versions that it calls. */
  flows: z
    .array(
      z.object({ id: flowIdSchema, version: z.int().min(1), isPublished: z.boolean(), flow: flowSchema }),
    )
    .default([]),
  /** What the flow needs from the vault of the instance. Their values travel apart. */
  secrets: z.array(z.object({ name: secretNameSchema, grants: secretGrantsSchema })).default([]),
  agents: z.array(
    z.object({
      id: agentIdSchema,
      name: z.string(),
      description: z.string(),
      config: agentConfigSchema,
    }),
  ),
  /** The tools of the workspace that they call; those that ship with the app are there. */
  tools: z.array(toolDocumentSchema).default([]),
});
export type Bundle = z.infer<typeof bundleSchema>;

/** Throws PAYLOAD_TOO_LARGE when it does not fit into an environment. */
export function packBundle(bundle: Bundle): string {
  const packed = gzipSync(JSON.stringify(bundle), { level: 9 }).toString('base64');
  if (packed.length <= MAX_PACKED_LENGTH) return packed;
  throw new CodexError({
    code: 'PAYLOAD_TOO_LARGE',
    message: `Packed, the flow has ${packed.length} characters; a container can be given ${MAX_PACKED_LENGTH}.`,
    hint: 'Split it: deploy parts that call each other, or shorten long texts in its nodes.',
  });
}

/** Throws REQUEST_INVALID for anything that is no bundle. */
export function unpackBundle(packed: string): Bundle {
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_BYTES });
    return bundleSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: 'CODEXOS_BUNDLE does not hold a bundle of this version of CodexOS.',
      hint: 'Draft the deployment again with the CodexOS that the image has.',
      cause: error,
    });
  }
}
