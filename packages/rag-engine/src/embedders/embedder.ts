/** Turns texts into vectors whose angle says how alike they are. */
export interface Embedder {
  /** Kind, model and version. Vectors with different ids are never compared. */
  readonly id: string;
  /** One vector per text, all of one length. Throws MODEL_FAILED or UNAVAILABLE. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

/** The part of `fetch` that embedders use; the application passes its guarded one. */
export type EmbedderFetch = (
  url: string,
  request: { method: 'POST'; headers: Record<string, string>; body: string; signal?: AbortSignal },
) => Promise<Response>;
