import { expect, it } from 'vitest';
import { flowSchema, MAX_PIN_LENGTH, nodePinSchema } from './flow.ts';
import { withoutPins, withPinsOf } from './pins.ts';

const pin = { outputs: [{ port: 'value', value: 'kept' }] };
const flow = (nodes: object[]) => flowSchema.parse({ name: 'F', nodes, edges: [] });

it('takes pins out of what becomes a version, and leaves a flow without any as it is', () => {
  const plain = flow([{ id: 'a', kind: 'expression' }]);
  expect(withoutPins(plain)).toBe(plain);
  expect(withoutPins(flow([{ id: 'a', kind: 'expression', pin }]))).toEqual(plain);
});

it('gives a version the pins of the draft, and no other', () => {
  const version = flow([
    { id: 'a', kind: 'expression', label: 'Older' },
    { id: 'b', kind: 'expression', pin },
  ]);
  const draft = flow([
    { id: 'a', kind: 'expression', label: 'Newer', pin },
    { id: 'gone', kind: 'input', pin },
  ]);
  expect(withPinsOf(version, draft).nodes.map(({ label, pin: kept }) => [label, kept])).toEqual([
    ['Older', pin],
    [undefined, undefined],
  ]);
});

it('refuses what is too long to be sent around with the draft, and says how long it may be', () => {
  const outputs = [{ port: 'value', value: 'x'.repeat(MAX_PIN_LENGTH) }];
  const refused = nodePinSchema.safeParse({ outputs });
  expect(refused.error?.issues[0]?.message).toContain(String(MAX_PIN_LENGTH));
});
