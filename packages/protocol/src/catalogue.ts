/** Plain descriptors of everything that can be added to a flow. The studio draws nodes and forms from these alone. */
import { z } from 'zod';
import { effectSchema } from './flow.ts';
import { jsonObjectSchema } from './json.ts';
import { portTypeSchema } from './port-type.ts';

export const portDescriptorSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: portTypeSchema,
  /** In-ports only: the node cannot run without a value here. */
  required: z.boolean(),
  /** In-ports only: takes any number of edges and gets a list. */
  many: z.boolean(),
});
export type PortDescriptor = z.infer<typeof portDescriptorSchema>;

export const nodeGroupSchema = z.enum(['io', 'agent', 'model', 'tool', 'retrieval', 'logic']);
export type NodeGroup = z.infer<typeof nodeGroupSchema>;

/**
 * JSON Schema of a config, from `z.toJSONSchema`. Form hints stand on each property as extra keywords:
 * `label` (name of the field), `help` (a sentence below it), `placeholder`, and `control`, one of
 * `text | textarea | template | expression | number | switch | select | model | tool | agent | flow | knowledge | tools | fields | form-fields | cases | json | code`.
 */
export const nodeDescriptorSchema = z
  .object({
    kind: z.string(),
    version: z.int(),
    label: z.string(),
    summary: z.string(),
    group: nodeGroupSchema,
    /** Name of a lucide icon. */
    icon: z.string(),
    configSchema: jsonObjectSchema,
    defaultConfig: jsonObjectSchema,
    /** Names of up to two config properties that a card shows. */
    cardSettings: z.array(z.string()).max(2),
    ports: z.object({ in: z.array(portDescriptorSchema), out: z.array(portDescriptorSchema) }),
    /** Paths of the settings that list further ports; `portsOfNode` reads them. */
    portLists: z.object({ in: z.string().optional(), out: z.string().optional() }).optional(),
    /** A node of the kind means something without the nodes around it: it can be run by itself, and its outputs pinned. */
    runsAlone: z.boolean(),
  })
  .meta({ id: 'NodeDescriptor' });
export type NodeDescriptor = z.infer<typeof nodeDescriptorSchema>;

export const toolDescriptorSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    description: z.string(),
    icon: z.string(),
    effect: effectSchema,
    inputSchema: jsonObjectSchema,
    outputSchema: jsonObjectSchema,
    /** Names of the secrets that the tool may be granted. */
    secrets: z.array(z.string()),
  })
  .meta({ id: 'ToolDescriptor' });
export type ToolDescriptor = z.infer<typeof toolDescriptorSchema>;

export const modelDescriptorSchema = z
  .object({
    /** `provider/model`, as flows and agents name it. */
    ref: z.string(),
    provider: z.string(),
    model: z.string(),
    label: z.string(),
    /** False for the built-in extractive model, which generates nothing. */
    isLanguageModel: z.boolean(),
    /** Runs on this machine, so that nothing leaves it. */
    isLocal: z.boolean(),
    supportsTools: z.boolean(),
  })
  .meta({ id: 'ModelDescriptor' });
export type ModelDescriptor = z.infer<typeof modelDescriptorSchema>;

export const catalogueSchema = z.object({
  nodes: z.array(nodeDescriptorSchema),
  tools: z.array(toolDescriptorSchema),
  models: z.array(modelDescriptorSchema),
  defaultModel: z.string(),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
