import { calledFlowSchema } from '@codexos/protocol/called-flow';
import type { Catalogue, NodeDescriptor } from '@codexos/protocol/catalogue';
import type { FlowNode } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { BUILTIN_MODEL } from '@codexos/protocol/model';
import { formatCount } from '@/lib/format';
import { readFieldSchema } from '@/features/inspector/field-schema';

/** A setting as a card shows it: short, without opening anything. */
export function describeSetting(
  descriptor: NodeDescriptor,
  node: FlowNode,
  name: string,
  catalogue: Catalogue,
): { label: string; text: string } {
  const field = readFieldSchema(descriptor.configSchema).find((candidate) => candidate.name === name);
  const value = node.config[name] ?? descriptor.defaultConfig[name];
  return { label: field?.label ?? name, text: shorten(value, field?.control, catalogue) };
}

function shorten(value: JsonValue | undefined, control: string | undefined, catalogue: Catalogue): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    if (control === 'cases') return formatCount(value.length, 'case');
    return value.every((item) => typeof item === 'string') && value.length < 3
      ? value.join(', ')
      : `${value.length} items`;
  }
  if (control === 'flow') return calledFlowSchema.safeParse(value).data?.name ?? '–';
  if (typeof value === 'object') return `${Object.keys(value).length} fields`;
  if (control === 'model') {
    if (value === BUILTIN_MODEL) return 'built-in';
    return catalogue.models.find(({ ref }) => ref === value)?.label ?? String(value);
  }
  return String(value).replace(/\s+/g, ' ').slice(0, 60);
}
