import type { RegistryEntry, RegistryIndex } from '@codexos/protocol/listing';

/** A place that listings are read from. All that comes out of one is data that is checked before it is used. */
export interface RegistryReader {
  /** Throws REGISTRY_INVALID or UNAVAILABLE. */
  readIndex(signal: AbortSignal): Promise<RegistryIndex>;
  /** The text of a listing file. Throws REGISTRY_INVALID or UNAVAILABLE. */
  readFile(entry: RegistryEntry, signal: AbortSignal): Promise<string>;
}
