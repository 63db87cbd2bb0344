import { registryIndexSchema, type RegistryIndex } from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';

/** Throws REGISTRY_INVALID. */
export function parseIndex(text: string, location: string): RegistryIndex {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw invalid(location, 'its index is not JSON.');
  }
  const parsed = registryIndexSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(location, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'its index is not right'}.`);
}

function invalid(location: string, problem: string): CodexError {
  return new CodexError({
    code: 'REGISTRY_INVALID',
    message: `The registry ${location} cannot be read: ${problem}`,
    hint: 'It must hold an index.json of the format codexos.registry/v1.',
  });
}
