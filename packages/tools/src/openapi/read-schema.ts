import type { ToolInputField, ToolInputType } from '@codexos/protocol/tool-input';
import { listAt, resolveNode, textAt, unreadable, type Node } from './node.ts';

interface NewInput {
  /** As the document names it, with whatever characters. */
  name: string;
  schema: unknown;
  description: string;
  isRequired: boolean;
}

export interface Inputs {
  /** Adds a field and gives the expression that stands for it. */
  add(input: NewInput): string;
  list(): ToolInputField[];
}

const MAX_INPUTS = 40;
const MAX_OPTIONS = 100;
/** Words that CEL keeps for itself. */
const RESERVED = new Set(
  'as break const continue else false for function if import in let loop null package namespace return true var void while constructor'.split(
    ' ',
  ),
);

export function createInputs(root: Node): Inputs {
  const fields: ToolInputField[] = [];
  return {
    add({ name, schema, description, isRequired }) {
      if (fields.length === MAX_INPUTS) throw unreadable(`It takes more than ${MAX_INPUTS} values.`);
      const own = freeName(toInputName(name), new Set(fields.map((field) => field.name)));
      const node = resolveNode(root, schema);
      const options = optionsOf(node);
      const type = options.length > 0 ? 'choice' : typeOf(root, node);
      const defaultValue = defaultOf(node, type, options);
      fields.push({
        name: own,
        type,
        description: description.trim().slice(0, 500),
        isRequired: isRequired && defaultValue === undefined,
        options,
        ...(defaultValue === undefined ? {} : { defaultValue }),
      });
      return `{{ input.${own} }}`;
    },
    list: () => fields,
  };
}

/** A name that an expression can say: `per-page` becomes `per_page`. */
function toInputName(name: string): string {
  const clean = name
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, 60);
  if (clean === '') return 'value';
  return RESERVED.has(clean) ? `${clean}_` : clean;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}

function typeOf(root: Node, schema: Node): ToolInputType {
  const { type } = schema;
  const names = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  switch (names.length === 1 ? names[0] : undefined) {
    case 'string':
      return 'text';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return textAt(resolveNode(root, schema.items), 'type') === 'string' ? 'texts' : 'json';
    default:
      return 'json';
  }
}

function optionsOf(schema: Node): string[] {
  const values = listAt(schema, 'enum');
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '');
  if (texts.length !== values.length || texts.length > MAX_OPTIONS) return [];
  return texts.every((text) => text.length <= 200) ? texts : [];
}

function defaultOf(
  { default: value }: Node,
  type: ToolInputType,
  options: readonly string[],
): ToolInputField['defaultValue'] {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value.slice(0, 2_000) : undefined;
    case 'choice':
      return typeof value === 'string' && options.includes(value) ? value : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'texts':
    case 'json':
      return undefined;
  }
}
