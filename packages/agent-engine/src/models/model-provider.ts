import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import type { ModelFinishReason, ModelPart, ModelRequest } from '../ports/model-client.ts';

/** A piece of an answer as a provider gives it; prices and fallbacks are the router's business. */
export type ProviderPart =
  | Extract<ModelPart, { type: 'text' | 'tool-call' | 'citations' }>
  | { type: 'finish'; reason: ModelFinishReason; inputTokens: number; outputTokens: number };

/** A source of models, such as a server or a company. */
export interface ModelProvider {
  /** What stands before the slash in a model's reference. */
  readonly id: string;
  readonly label: string;
  /** The models it offers; throws a CodexError when it cannot be asked. */
  list(signal?: AbortSignal): Promise<ModelDescriptor[]>;
  /** `model` is the name without the provider. Throws a CodexError with MODEL_FAILED, RATE_LIMITED or SECRET_MISSING. */
  stream(model: string, request: ModelRequest, signal: AbortSignal): AsyncIterable<ProviderPart>;
}
