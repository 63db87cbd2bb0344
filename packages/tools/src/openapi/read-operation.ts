import type { ToolDocumentInput, ToolMethod } from '@codexos/protocol/tool';
import { isObject, listAt, objectAt, resolveNode, textAt, unreadable, type Node } from './node.ts';
import { credentialsOf } from './read-security.ts';
import { createInputs, type Inputs } from './read-schema.ts';
import { serverOf } from './read-server.ts';

export interface OperationContext {
  root: Node;
  title: string;
  path: string;
  method: string;
  /** The item of `paths` that holds the operation, with what all its operations share. */
  item: Node;
  operation: Node;
  server: string | undefined;
}

/** Set by the connection or by what the tool takes as its answer. */
const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization', 'host', 'idempotency-key']);
/** A body with more fields than this is one field that takes JSON. */
const MAX_BODY_FIELDS = 20;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/** One operation as the draft of a tool. Throws REQUEST_INVALID with the reason why there can be none. */
export function readOperation(context: OperationContext): ToolDocumentInput {
  const { root, path, method, operation, title } = context;
  const inputs = createInputs(root);
  const url = serverOf(context) + fillPath(path, readParameters(context, 'path'), inputs);
  const query = readParameters(context, 'query').map((parameter) => pairOf(parameter, inputs));
  const headers = readParameters(context, 'header')
    .filter((parameter) => !IGNORED_HEADERS.has((textAt(parameter, 'name') ?? '').toLowerCase()))
    .map((parameter) => pairOf(parameter, inputs));
  if (readParameters(context, 'cookie').some((parameter) => parameter.required === true))
    throw unreadable('It needs a cookie.');
  const body = method === 'get' ? undefined : readBody(root, operation, inputs);
  const credentials = credentialsOf({ root, operation, title });
  const label = textAt(operation, 'summary') ?? textAt(operation, 'operationId') ?? `${method} ${path}`;
  return {
    name: textAt(operation, 'operationId') ?? `${method} ${path}`,
    label: label.slice(0, 120),
    description: (textAt(operation, 'description') ?? label).trim().slice(0, 1_000),
    inputs: inputs.list(),
    request: {
      method: method.toUpperCase() as ToolMethod,
      url,
      query: [...query, ...credentials.query],
      headers: [...headers, ...credentials.headers],
      ...(body === undefined ? {} : { body }),
    },
    answer: { type: answersJson(root, operation) ? 'json' : 'text' },
    effect: method === 'get' ? 'read' : 'write',
  };
}

/** Parameters of one place; those of the operation replace those that its path shares. */
function readParameters({ root, item, operation }: OperationContext, place: string): Node[] {
  const byName = new Map<string, Node>();
  for (const entry of [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')]) {
    const parameter = resolveNode(root, entry);
    if (textAt(parameter, 'in') === place) byName.set(textAt(parameter, 'name') ?? '', parameter);
  }
  return [...byName.values()];
}

function fillPath(path: string, parameters: readonly Node[], inputs: Inputs): string {
  if (!path.startsWith('/')) throw unreadable('Its path does not begin with /.');
  const byName = new Map(parameters.map((parameter) => [textAt(parameter, 'name'), parameter]));
  return path.replace(/\{([^{}]*)\}/g, (_match, name: string) => {
    const parameter = byName.get(name);
    if (!parameter) throw unreadable(`Its path names {${name}}, which is not described.`);
    return inputs.add({ ...describedBy(parameter), name, isRequired: true });
  });
}

function pairOf(parameter: Node, inputs: Inputs): { name: string; value: string } {
  const name = textAt(parameter, 'name') ?? '';
  return { name, value: inputs.add({ ...describedBy(parameter), name }) };
}

function describedBy(parameter: Node): { schema: unknown; description: string; isRequired: boolean } {
  const [content] = Object.values(objectAt(parameter, 'content'));
  return {
    schema: parameter.schema ?? (isObject(content) ? content.schema : undefined),
    description: textAt(parameter, 'description') ?? '',
    isRequired: parameter.required === true,
  };
}

function readBody(root: Node, operation: Node, inputs: Inputs): ToolDocumentInput['request']['body'] {
  const body = resolveNode(root, operation.requestBody);
  const content = objectAt(body, 'content');
  const types = Object.keys(content);
  if (types.length === 0) return undefined;
  const type = types.find((name) => JSON_TYPE.test(name));
  if (type === undefined) {
    if (body.required !== true) return undefined;
    throw unreadable(`It takes ${types.join(' or ')} and no JSON.`);
  }
  const media = objectAt(content, type);
  const schema = resolveNode(root, media.schema);
  const fields = Object.entries(objectAt(schema, 'properties')).filter(
    ([, property]) => !isObject(property) || property.readOnly !== true,
  );
  const required = listAt(schema, 'required');
  const isRequired = body.required === true;
  if (fields.length === 0 || fields.length > MAX_BODY_FIELDS || Object.hasOwn(schema, 'allOf')) {
    const description = textAt(body, 'description') ?? 'The body as JSON.';
    return inputs.add({ name: 'body', schema: {}, description, isRequired });
  }
  return Object.fromEntries(
    fields.map(([name, property]) => [
      name,
      inputs.add({
        name,
        schema: property,
        description: textAt(resolveNode(root, property), 'description') ?? '',
        isRequired: isRequired && required.includes(name),
      }),
    ]),
  );
}

function answersJson(root: Node, operation: Node): boolean {
  const responses = Object.entries(objectAt(operation, 'responses'));
  const good = responses.filter(([status]) => status.startsWith('2') || status === 'default');
  const types = good.flatMap(([, response]) => Object.keys(objectAt(resolveNode(root, response), 'content')));
  return types.length === 0 ? good.length === 0 : types.some((type) => JSON_TYPE.test(type));
}
