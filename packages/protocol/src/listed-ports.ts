/** Ports that a node has because one of its settings lists them, such as the cases of a switch. */
import { z } from 'zod';
import type { NodeDescriptor, PortDescriptor } from './catalogue.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { portTypeSchema } from './port-type.ts';

/** One item of such a list. */
export const listedPortSchema = z.object({
  name: z
    .string()
    .max(64)
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must start with a letter and hold letters, digits and _'),
  label: z.string().max(80).optional(),
  type: portTypeSchema.optional(),
  required: z.boolean().optional(),
});

/** The ports that the list at `path` of a config asks for. Items that are no ports yet are left out, and so are doubles. */
export function listedPorts(config: JsonObject, path: string | undefined): PortDescriptor[] {
  if (path === undefined) return [];
  let value: JsonValue | undefined = config;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
  if (!Array.isArray(value)) return [];
  const ports = new Map<string, PortDescriptor>();
  for (const item of value) {
    const { data } = listedPortSchema.safeParse(item);
    if (!data || ports.has(data.name)) continue;
    const { name, label, type = 'any', required = false } = data;
    ports.set(name, {
      name,
      label: label === undefined || label === '' ? name : label,
      type,
      required,
      many: false,
    });
  }
  return [...ports.values()];
}

/** All ports of a node: those that its settings list come before those of its kind. */
export function portsOfNode(
  { ports, portLists, defaultConfig }: Pick<NodeDescriptor, 'ports' | 'portLists' | 'defaultConfig'>,
  config: JsonObject,
): NodeDescriptor['ports'] {
  if (!portLists) return ports;
  const full = { ...defaultConfig, ...config };
  return {
    in: withListed(listedPorts(full, portLists.in), ports.in),
    out: withListed(listedPorts(full, portLists.out), ports.out),
  };
}

function withListed(listed: PortDescriptor[], fixed: PortDescriptor[]): PortDescriptor[] {
  const taken = new Set(fixed.map(({ name }) => name));
  return [...listed.filter(({ name }) => !taken.has(name)), ...fixed];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
