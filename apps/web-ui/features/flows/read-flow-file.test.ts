import { expect, it } from 'vitest';
import { readFlowFile } from './read-flow-file';

it('reads a flow with its defaults', () => {
  expect(readFlowFile('{"name":"A","nodes":[{"id":"a","kind":"input"}],"edges":[]}')).toMatchObject({
    flow: { name: 'A', schemaVersion: 1, nodes: [{ id: 'a', config: {} }] },
  });
});

it('says what is wrong and where', () => {
  expect(readFlowFile('no')).toEqual({ faults: [expect.stringContaining('not JSON')] });
  expect(readFlowFile('{"name":"","nodes":[{"id":"1 2","kind":"x"}],"edges":[]}')).toEqual({
    faults: [expect.stringContaining('name'), expect.stringContaining('nodes.0.id')],
  });
});
