import { expect, it } from 'vitest';
import { isPortTypeCompatible, portTypeSchema, type PortType } from './port-type.ts';

it('lets any and json take everything, and nothing else mix', () => {
  const allowed = portTypeSchema.options.flatMap((from) =>
    portTypeSchema.options
      .filter((to) => isPortTypeCompatible(from, to))
      .map((to): [PortType, PortType] => [from, to]),
  );
  const refused = [
    ['text', 'passages'],
    ['json', 'text'],
    ['json', 'passages'],
    ['passages', 'text'],
  ];
  expect(allowed).toHaveLength(16 - refused.length);
  for (const [from, to] of refused)
    expect(isPortTypeCompatible(from as PortType, to as PortType)).toBe(false);
});
