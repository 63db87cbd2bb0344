/** What a flow asks for when it starts, read from its nodes. */
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow } from '@codexos/protocol/flow';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';

export interface RunInput {
  name: string;
  label: string;
  type: 'text' | 'number' | 'boolean' | 'json';
  isRequired: boolean;
  defaultValue: JsonValue | undefined;
  help: string | undefined;
}

const INPUT_KIND = 'input';

export function readRunInputs(
  flow: Pick<Flow, 'nodes'>,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): RunInput[] {
  const defaults = kinds.get(INPUT_KIND)?.defaultConfig ?? {};
  const byName = new Map<string, RunInput>();
  for (const node of flow.nodes) {
    if (node.kind !== INPUT_KIND) continue;
    const input = toRunInput({ ...defaults, ...node.config });
    if (input.name !== '' && !byName.has(input.name)) byName.set(input.name, input);
  }
  return [...byName.values()];
}

function toRunInput(config: JsonObject): RunInput {
  const name = asText(config.name) ?? '';
  const type = config.type;
  return {
    name,
    label: asText(config.label) ?? name,
    type: type === 'number' || type === 'boolean' || type === 'json' ? type : 'text',
    isRequired: config.required !== false,
    defaultValue: config.defaultValue,
    help: asText(config.help),
  };
}

/** Whether a node names the reserved word `source`, which each run binds anew. */
export function needsSource(flow: Pick<Flow, 'nodes'>, kinds: ReadonlyMap<string, NodeDescriptor>): boolean {
  return flow.nodes.some((node) => namesSource({ ...kinds.get(node.kind)?.defaultConfig, ...node.config }));
}

function namesSource(config: JsonObject): boolean {
  return Object.entries(config).some(([name, value]) => {
    if (name === 'knowledge') return value === 'source' || (Array.isArray(value) && value.includes('source'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) && namesSource(value);
  });
}

function asText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
