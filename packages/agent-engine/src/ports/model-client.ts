import type { Citation, Passage } from '@codexos/protocol/citation';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { Usage } from '@codexos/protocol/model';
import type { WireError } from '@codexos/protocol/wire-error';

export interface ModelToolCall {
  id: string;
  tool: string;
  input: JsonObject;
}

export interface ToolMessage {
  role: 'tool';
  callId: string;
  tool: string;
  output: JsonValue;
  isError: boolean;
  /** What the output rests on; each has its number among the request's citations. */
  citations?: readonly Citation[];
  /** Passages that the tool has found; shown instead of the output. */
  passages?: readonly Passage[];
}

export type ModelMessage =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; toolCalls: ModelToolCall[] }
  | ToolMessage;

export interface ModelTool {
  name: string;
  description: string;
  inputSchema: JsonObject;
}

/** What an answer is for. Language models read it from the prompt; the extractive model has one behaviour for each. */
export type ModelPurpose = 'answer' | 'plan' | 'critique' | 'revise';

export interface ModelRequest {
  /** `provider/model`. */
  model: string;
  /** Tried in order when the model before fails. */
  fallbackModels?: readonly string[];
  purpose?: ModelPurpose;
  system?: string;
  messages: readonly ModelMessage[];
  /** For the purpose `plan` these are what the plan may use; they are then not called. */
  tools?: readonly ModelTool[];
  /** `required`: one of the tools has to be called. */
  toolChoice?: 'auto' | 'required';
  /** What the answer should rest on. */
  passages?: readonly Passage[];
  /** What markers such as [1] count through, in the prompt and in the answer; the citations of `passages` when absent. */
  citations?: readonly Citation[];
  temperature?: number;
  maxOutputTokens?: number;
  /** Ask for JSON of this shape instead of prose. */
  jsonSchema?: JsonObject;
}

export type ModelFinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

/** One piece of a streamed answer. `finish` is always the last. */
export type ModelPart =
  | { type: 'text'; text: string }
  | { type: 'tool-call'; call: ModelToolCall }
  /** Citations that the markers of the text count through, by providers that number them on their own. */
  | { type: 'citations'; citations: Citation[] }
  /** What came before is void: the next model starts over. */
  | { type: 'restart'; model: string; nextModel: string; error: WireError }
  | { type: 'finish'; reason: ModelFinishReason; usage: Usage; model: string };

/** Streams answers of models by reference. Throws a CodexError with MODEL_NOT_FOUND, MODEL_FAILED or SECRET_MISSING. */
export interface ModelClient {
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>;
}
