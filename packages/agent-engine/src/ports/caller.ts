import type { ModelTool } from './model-client.ts';

/** What whoever started the run can do for its agent, and wants of it. */
export interface Caller {
  /** Carried out by the caller: the run waits for the results. */
  tools: readonly ModelTool[];
  /** Whether the first turn has to call one of them, or which. */
  choice: 'auto' | 'required' | { tool: string };
  /** Whether one turn may call several of them. */
  isParallel: boolean;
  /** Follows the instructions of the agent, and never takes their place. */
  instructions?: string;
}
