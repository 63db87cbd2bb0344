import type { JsonObject } from '@codexos/protocol/json';
import type { RawRequest } from '../../use-case.ts';

const MAX_NAME = 120;
/** Fields of a body that name things. Everything else, values of secrets above all, stays out of the log. */
const NAMING_FIELDS = [
  'name',
  'title',
  'version',
  'role',
  'email',
  'flowId',
  'agentId',
  'knowledgeBaseId',
  'model',
];

/** What the log says of a call: the ids of its address, what its body or its answer names, and the id of what it made. */
export function describeCall(
  { params, body }: RawRequest,
  response: unknown,
): { target?: string; details: JsonObject } {
  const ids = stringsOf(params);
  // A thing that is sent or answered whole brings its name along.
  const named = {
    ...stringsOf(response, ['name']),
    ...stringsOf(fieldOf(response, 'flow'), ['name']),
    ...stringsOf(fieldOf(body, 'flow'), ['name']),
    ...stringsOf(fieldOf(body, 'document'), ['name']),
    ...stringsOf(body, NAMING_FIELDS),
  };
  const made = stringsOf(response, ['id']).id;
  const target = Object.values(ids)[0] ?? made;
  return {
    ...(target === undefined ? {} : { target }),
    details: { ...named, ...ids, ...(made === undefined || made === target ? {} : { id: made }) },
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function stringsOf(value: unknown, fields?: readonly string[]): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !fields || fields.includes(name))
      .filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1]))
      .map(([name, text]) => [name, String(text).slice(0, MAX_NAME)]),
  );
}
