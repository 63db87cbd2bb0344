import type { JsonObject } from '@codexos/protocol/json';
import type { ToolDocument } from '@codexos/protocol/tool';
import type { ParseExpression } from '../ports/parse-expression.ts';
import { compileRequest, type PreparedRequest } from './compile-request.ts';
import { maskSecret, parseCall } from './create-http-tool.ts';

/**
 * The request that a call with this input would send, with every secret masked. Nothing is sent and no secret is read.
 * Throws TOOL_INPUT_INVALID or EXPRESSION_FAILED.
 */
export function previewRequest(
  document: ToolDocument,
  input: JsonObject,
  parse: ParseExpression,
): PreparedRequest {
  const prepared = compileRequest(document, parse).build(parseCall(document, input), maskSecret);
  // A mask is for people, also where a value would be escaped.
  return { ...prepared, url: prepared.url.replace(/%5Bsecret%3A(\w+)%5D/g, '[secret:$1]') };
}
