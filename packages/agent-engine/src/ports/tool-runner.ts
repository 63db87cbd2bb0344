import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import type { Citation } from '@codexos/protocol/citation';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';

/** What may happen to a call that a crash left without a result: `safe` runs again with the same key, `once` never does. */
export type Replay = 'safe' | 'once';

export interface ToolSpec extends ToolDescriptor {
  /** `safe` for tools that only read and `once` for all others when absent. */
  replay?: Replay;
}

export interface ToolRequest {
  tool: string;
  input: JsonObject;
  signal: AbortSignal;
  /** The same for every try of one call, also after a crash. */
  idempotencyKey: string;
  /** Output as it comes, for people to watch. */
  onDelta: (text: string) => void;
}

export interface ToolResult {
  output: JsonValue;
  citations?: Citation[];
}

/** Knows the tools and runs them. Throws a CodexError with TOOL_NOT_FOUND, TOOL_INPUT_INVALID, TOOL_FAILED or TOOL_TIMED_OUT. */
export interface ToolRunner {
  list(): readonly ToolSpec[];
  run(request: ToolRequest): Promise<ToolResult>;
}
