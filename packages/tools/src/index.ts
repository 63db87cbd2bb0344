/** The tool kit: how a tool is declared, run and described, and the tools themselves. */
export { defineTool, type Tool, type ToolDefinition, type ToolOutcome } from './define-tool.ts';
export { describeTool } from './describe-tool.ts';
export {
  createToolRunner,
  type ListedTool,
  type RunToolRequest,
  type RunToolResult,
  type ToolRunner,
  type ToolRunnerOptions,
} from './create-tool-runner.ts';
export type { ToolContext, ToolPorts } from './tool-context.ts';
export type { FileAccess, FileContent } from './ports/file-access.ts';
export type { ProposalReader } from './ports/proposal-reader.ts';
export type { Searcher } from './ports/searcher.ts';
export type { SecretBroker } from './ports/secret-broker.ts';
export { isClosedPath } from './files/closed-paths.ts';
export { createFileAccess, type FileAccessOptions } from './files/create-file-access.ts';
export { createAddressCheck } from './http/address-check.ts';
export {
  createGuardedFetch,
  type GuardedFetch,
  type GuardedFetchOptions,
  type GuardedRequest,
  type ResolvedAddress,
} from './http/guarded-fetch.ts';
export { allowsPlain, createAllowList } from './http/allow-list.ts';
export type { ParseExpression } from './ports/parse-expression.ts';
export { createHttpTool } from './workspace/create-http-tool.ts';
export type { PreparedRequest } from './workspace/compile-request.ts';
export { findDocumentProblems, type DocumentProblem } from './workspace/find-document-problems.ts';
export { previewRequest } from './workspace/preview-request.ts';
export { secretsOfRequest } from './workspace/secrets-of-request.ts';
export { readOpenApi, type OpenApiResult } from './openapi/read-openapi.ts';
export { createToolNames } from './openapi/tool-names.ts';
export { TOOLS } from './registry.gen.ts';
