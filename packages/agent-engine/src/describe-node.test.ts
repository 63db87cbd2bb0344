import { nodeDescriptorSchema } from '@codexos/protocol/catalogue';
import { describe, expect, it } from 'vitest';
import { describeNode } from './describe-node.ts';
import { compileFlow } from './graph/compile-flow.ts';
import { NODE_KINDS } from './nodes/registry.gen.ts';
import { buildFlow } from './testing/build-flow.ts';

const controls =
  'text textarea template expression number switch select model tool agent flow knowledge tools fields form-fields cases json code'.split(
    ' ',
  );

describe.each(NODE_KINDS.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  const descriptor = describeNode(kind);

  it('is described as plain data that fits the catalogue', () => {
    expect(nodeDescriptorSchema.parse(JSON.parse(JSON.stringify(descriptor)))).toEqual(descriptor);
  });

  it('has a label and a known control for each setting, and an order of settings that a card can show', () => {
    const properties = descriptor.configSchema.properties as Record<
      string,
      { label?: string; control?: string }
    >;
    for (const [name, property] of Object.entries(properties)) {
      expect(property.label, name).toBeTypeOf('string');
      expect(controls, name).toContain(property.control);
    }
    for (const name of descriptor.cardSettings) expect(properties).toHaveProperty(name);
  });

  it('starts with settings that are mistaken only where something is still missing', () => {
    const { problems } = compileFlow(
      buildFlow({ nodes: { x: { kind: kind.kind, config: descriptor.defaultConfig } }, edges: [] }),
      { kinds: NODE_KINDS },
    );
    const required = (descriptor.configSchema.required ?? []) as string[];
    const mistaken = problems
      .filter(({ code }) => code === 'CONFIG_INVALID')
      .map(({ configPath }) => configPath);
    expect(mistaken).toEqual(required.filter((name) => !(name in descriptor.defaultConfig)));
  });
});
