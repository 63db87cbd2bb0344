import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { FlowNode } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { readFieldSchema } from '@/features/inspector/field-schema';

export interface ConfigLine {
  name: string;
  label: string;
  text: string;
}

/** What a secret would be called; a file from elsewhere may hold one where none belongs. */
const SECRET_NAME =
  /secret|token|password|passphrase|credential|api[-_ ]?key|private[-_ ]?key|authorization|cookie/i;
/** The name of a secret, which is none itself. */
const SECRET_REFERENCE = /^(Bearer |Basic )?\{?\{?\s*secret:[A-Z0-9_]+\s*\}?\}?$/;
const HIDDEN = '•••';

/** The settings of a node to read: those of its kind in their order, then whatever else the file holds. */
export function describeConfig(
  { config }: Pick<FlowNode, 'config'>,
  descriptor: NodeDescriptor | undefined,
): ConfigLine[] {
  const fields = descriptor ? readFieldSchema(descriptor.configSchema) : [];
  const known = new Set(fields.map(({ name }) => name));
  const lines = fields.map(({ name, label, defaultValue }) => ({
    name,
    label,
    value: config[name] ?? defaultValue,
  }));
  const others = Object.entries(config)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => ({ name, label: name, value }));
  return [...lines, ...others].flatMap(({ name, label, value }) => {
    const text = textOf(hideSecrets(name, value));
    return text === '' ? [] : [{ name, label, text }];
  });
}

function hideSecrets(name: string, value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value === 'string')
    return value !== '' && SECRET_NAME.test(name) && !SECRET_REFERENCE.test(value) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((item) => hideSecrets(name, item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, hideSecrets(`${name}.${key}`, inner) ?? null]),
  );
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  if (typeof value === 'object' && Object.keys(value).length === 0) return '';
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
