import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import type { JsonObject } from '@codexos/protocol/json';
import { z } from 'zod';
import { runsAlone, type InPort, type NodeKind } from './node-kind.ts';

/** A kind of node as plain data, for the catalogue. */
export function describeNode(kind: NodeKind): NodeDescriptor {
  return {
    kind: kind.kind,
    version: kind.version,
    label: kind.meta.label,
    summary: kind.meta.summary,
    group: kind.meta.group,
    icon: kind.meta.icon,
    configSchema: z.toJSONSchema(kind.config, { io: 'input' }) as JsonObject,
    defaultConfig: defaultConfig(kind.config),
    cardSettings: [...kind.cardSettings],
    ports: {
      in: Object.entries(kind.ports.in).map(([name, port]) => describePort(name, port)),
      out: Object.entries(kind.ports.out).map(([name, port]) => describePort(name, port)),
    },
    ...(kind.portLists ? { portLists: { ...kind.portLists } } : {}),
    runsAlone: runsAlone(kind),
  };
}

function describePort(name: string, port: InPort): PortDescriptor {
  return {
    name,
    label: port.label,
    type: port.type,
    required: port.required ?? false,
    many: port.many ?? false,
  };
}

// A config whose required settings are still missing has no parsed form, so defaults are taken one by one.
function defaultConfig(config: z.ZodObject): JsonObject {
  const defaults: JsonObject = {};
  for (const [name, schema] of Object.entries(config.shape)) {
    const parsed = z.safeParse(schema, undefined);
    if (parsed.success && parsed.data !== undefined) defaults[name] = parsed.data as JsonObject[string];
  }
  return defaults;
}
