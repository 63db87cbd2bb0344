/**
 * Makes workspace tools out of an OpenAPI 3 document, one for each operation. The document is only read: nothing in it
 * is called or fetched, and what points elsewhere is named as a reason instead.
 */
import { toolDocumentSchema, type ToolDocument } from '@codexos/protocol/tool';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { parse as parseYaml } from 'yaml';
import { isObject, objectAt, textAt, type Node } from './node.ts';
import { readOperation } from './read-operation.ts';
import { createToolNames } from './tool-names.ts';

export interface OpenApiOptions {
  /** Address of the server, where the document names none or another one is meant. */
  server?: string | undefined;
  /** Names that are taken already. */
  taken?: readonly string[];
}

export interface OpenApiOperation {
  method: string;
  path: string;
  summary: string;
  /** The tool, or why there can be none. */
  document?: ToolDocument;
  reason?: string;
}

export interface OpenApiResult {
  title: string;
  operations: OpenApiOperation[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const MAX_OPERATIONS = 1_000;

/** Throws REQUEST_INVALID for a text that is no OpenAPI 3 document. */
export function readOpenApi(text: string, { server, taken = [] }: OpenApiOptions = {}): OpenApiResult {
  const root = parseDocument(text);
  const version = textAt(root, 'openapi') ?? '';
  if (!version.startsWith('3.')) throw notOpenApi3(textAt(root, 'swagger'));
  const names = createToolNames(taken);
  const title = textAt(objectAt(root, 'info'), 'title') ?? 'API';
  const operations = Object.entries(objectAt(root, 'paths'))
    .flatMap(([path, item]) => METHODS.map((method) => ({ path, method, item: isObject(item) ? item : {} })))
    .filter(({ item, method }) => isObject(item[method]))
    .slice(0, MAX_OPERATIONS)
    .map(({ path, method, item }): OpenApiOperation => {
      const operation = objectAt(item, method);
      const summary = textAt(operation, 'summary') ?? textAt(operation, 'operationId') ?? '';
      const base = { method: method.toUpperCase(), path, summary };
      try {
        const draft = readOperation({ root, title, path, method, item, operation, server });
        const parsed = toolDocumentSchema.safeParse({ ...draft, name: names.take(draft.name) });
        if (parsed.success) return { ...base, document: parsed.data };
        const [issue] = parsed.error.issues;
        return { ...base, reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not right'}.` };
      } catch (error) {
        if (CodexError.is(error)) return { ...base, reason: error.message };
        throw error;
      }
    });
  if (operations.length === 0) throw notOpenApi3(undefined);
  return { title, operations };
}

function parseDocument(text: string): Node {
  try {
    // YAML 1.2 holds all of JSON. References to anchors are counted, so that a small text cannot grow large.
    const value: unknown = text.trimStart().startsWith('{')
      ? JSON.parse(text)
      : parseYaml(text, { maxAliasCount: 100, merge: false, logLevel: 'error' });
    if (isObject(value)) return value;
  } catch (cause) {
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: `The text is neither JSON nor YAML: ${errorMessage(cause).split('\n')[0] ?? ''}`,
      hint: 'Give an OpenAPI 3 document, or a tool as it was exported.',
      cause,
    });
  }
  throw notOpenApi3(undefined);
}

function notOpenApi3(swagger: string | undefined): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message:
      swagger === undefined
        ? 'This is no OpenAPI 3 document with operations.'
        : `This is a Swagger ${swagger} document.`,
    hint: 'Give an OpenAPI 3 document, or a tool as it was exported.',
  });
}
