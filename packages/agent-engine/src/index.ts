export { agentFlow } from './agent/agent-flow.ts';
export { describeNode } from './describe-node.ts';
export { defineNode, type InputOf, type NodeDefinition } from './define-node.ts';
export { parseExpression, type Expression } from './expression/expression.ts';
export { parseTemplate } from './expression/template.ts';
export { compileFlow, type CompileOptions, type CompileResult } from './graph/compile-flow.ts';
export type { Graph } from './graph/graph.ts';
export { describeRunInterface, type RunInterface } from './graph/run-interface.ts';
export { hashFlow } from './graph/hash-flow.ts';
export { parseRunInput } from './graph/parse-run-input.ts';
export type { Journal, MaybePromise, OpenJournal } from './journal/journal.ts';
export { createMemoryJournal } from './journal/memory-journal.ts';
export { createAnthropicProvider, type AnthropicOptions } from './models/anthropic.provider.ts';
export { createExtractiveProvider } from './models/extractive.provider.ts';
export type { ModelProvider, ProviderPart } from './models/model-provider.ts';
export {
  createModelRouter,
  type ModelPrice,
  type ModelRouter,
  type ModelRouterOptions,
} from './models/model-router.ts';
export {
  createOllamaProvider,
  detectOllama,
  OLLAMA_URL,
  type OllamaOptions,
} from './models/ollama.provider.ts';
export {
  createOpenAiCompatibleProvider,
  type OpenAiCompatibleOptions,
} from './models/openai-compatible.provider.ts';
export { createInMemoryStore } from './memory/in-memory-store.ts';
export type { DurableCalls, ModelAnswer, NodeContext, ToolCallOutcome } from './node-context.ts';
export type {
  CompileEnv,
  ConfigProblem,
  InPort,
  JoinRule,
  KnownFlow,
  NodeKind,
  NodeMeta,
  OutPort,
  RunInputField,
} from './node-kind.ts';
export { NODE_KINDS } from './nodes/registry.gen.ts';
export { done, paused, type Done, type Outcome, type Paused, type PortOutput } from './outcome.ts';
export type { Caller } from './ports/caller.ts';
export type { Clock } from './ports/clock.ts';
export type {
  MemoryEntry,
  MemoryOwner,
  MemoryScope,
  MemoryStore,
  MemoryWrite,
} from './ports/memory-store.ts';
export type {
  ModelClient,
  ModelFinishReason,
  ModelMessage,
  ModelPart,
  ModelPurpose,
  ModelRequest,
  ModelTool,
  ModelToolCall,
} from './ports/model-client.ts';
export type { RetrievalRequest, Retriever } from './ports/retriever.ts';
export type {
  AgentReference,
  Callee,
  RunCall,
  RunCallResult,
  RunCaller,
  SavedAgent,
} from './ports/run-caller.ts';
export type { SecretReader } from './ports/secret-reader.ts';
export { systemClock } from './ports/system-clock.ts';
export type { Replay, ToolRequest, ToolResult, ToolRunner, ToolSpec } from './ports/tool-runner.ts';
export type { PlanEdit } from './agent/edit-plan.ts';
export { createRunControl, type CommandReply, type RunCommand, type RunControl } from './run/run-control.ts';
export type { RunBindings } from './run/run-env.ts';
export type { Conversation, EarlierTurn } from './conversation/conversation.ts';
export { runFlow, type RunFlowOptions, type RunResult } from './run/run-flow.ts';
export { foldJournal } from './state/fold-journal.ts';
export { planStep, type StepPlan } from './state/plan-step.ts';
export { applyOutcomes, type OutcomeBody } from './state/apply-outcomes.ts';
export type { Checkpoint } from './state/checkpoint.ts';
