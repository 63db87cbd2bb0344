import { flowSchema, type Flow } from '@codexos/protocol/flow';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addNode,
  connect,
  createFlowDocument,
  createUndoScope,
  moveNodes,
  readFlow,
  removeNodes,
  renameFlow,
  renameNode,
  replaceFlow,
  updateNodeConfig,
} from './index.ts';

const ids = ['a', 'b', 'c', 'd', 'e'] as const;
const idArbitrary = fc.constantFrom(...ids);

const nodeArbitrary = fc.record({
  kind: fc.constantFrom('input', 'model', 'output'),
  config: fc.dictionary(fc.constantFrom('name', 'prompt', 'topK'), fc.jsonValue({ maxDepth: 2 })),
  position: fc.record({ x: fc.integer(), y: fc.integer() }),
});

const flowArbitrary: fc.Arbitrary<Flow> = fc
  .record({
    name: fc.string({ minLength: 1, maxLength: 20 }),
    nodes: fc.uniqueArray(fc.tuple(idArbitrary, nodeArbitrary), { selector: ([id]) => id }),
    edges: fc.uniqueArray(fc.tuple(idArbitrary, idArbitrary), { selector: ([from, to]) => `${from}${to}` }),
  })
  .map(({ name, nodes, edges }) =>
    flowSchema.parse({
      name,
      nodes: nodes.map(([id, node]) => ({ ...node, id })),
      edges: edges.map(([from, to]) => ({
        id: `${from}-${to}`,
        from: { node: from, port: 'out' },
        to: { node: to, port: 'in' },
      })),
    }),
  )
  // JSON has no negative zero.
  .map((flow) => JSON.parse(JSON.stringify(flow)) as Flow);

type Edit = (doc: Y.Doc, origin: unknown) => void;
const end = (node: string, port: string) => ({ node, port }) as Flow['edges'][0]['from'];
const editArbitrary: fc.Arbitrary<Edit> = fc.oneof(
  idArbitrary.map(
    (id): Edit =>
      (doc, origin) =>
        void addNode(doc, { id: id as never, kind: 'tool', position: { x: 1, y: 2 } }, origin),
  ),
  fc.array(idArbitrary).map(
    (gone): Edit =>
      (doc, origin) =>
        removeNodes(doc, gone, origin),
  ),
  fc.tuple(idArbitrary, idArbitrary).map(
    ([from, to]): Edit =>
      (doc, origin) =>
        void connect(doc, { from: end(from, 'out'), to: end(to, 'in') }, origin),
  ),
  fc.tuple(idArbitrary, fc.jsonValue({ maxDepth: 1 })).map(
    ([id, value]): Edit =>
      (doc, origin) =>
        updateNodeConfig(doc, id, { prompt: JSON.parse(JSON.stringify(value)) as null }, origin),
  ),
  fc.tuple(idArbitrary, fc.string({ maxLength: 10 })).map(
    ([id, label]): Edit =>
      (doc, origin) =>
        renameNode(doc, id, label, origin),
  ),
  fc.tuple(idArbitrary, fc.integer()).map(
    ([id, x]): Edit =>
      (doc, origin) =>
        moveNodes(doc, [{ id, position: { x, y: x } }], origin),
  ),
  fc.string({ minLength: 1, maxLength: 10 }).map(
    (name): Edit =>
      (doc, origin) =>
        renameFlow(doc, { name }, origin),
  ),
);

it('reads back any flow', () => {
  fc.assert(
    fc.property(flowArbitrary, (flow) => {
      expect(readFlow(createFlowDocument(flow))).toEqual(flow);
    }),
  );
});

it('replaces any flow by any other', () => {
  fc.assert(
    fc.property(flowArbitrary, flowArbitrary, (before, after) => {
      const doc = createFlowDocument(before);
      replaceFlow(doc, after, 'me');
      expect(readFlow(doc)).toEqual(after);
    }),
  );
});

it('converges, whatever two people edit at the same time', () => {
  fc.assert(
    fc.property(flowArbitrary, fc.array(editArbitrary), fc.array(editArbitrary), (flow, mine, theirs) => {
      const left = createFlowDocument(flow);
      const right = new Y.Doc();
      Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
      for (const edit of mine) edit(left, 'me');
      for (const edit of theirs) edit(right, 'they');
      const fromLeft = Y.encodeStateAsUpdate(left);
      Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
      Y.applyUpdate(right, fromLeft);
      expect(readFlow(left)).toEqual(readFlow(right));
    }),
  );
});

it('undoes any edits of one person to where they began', () => {
  fc.assert(
    fc.property(flowArbitrary, fc.array(editArbitrary, { maxLength: 12 }), (flow, edits) => {
      const doc = createFlowDocument(flow);
      const scope = createUndoScope(doc, ['me']);
      for (const edit of edits) {
        scope.separate();
        edit(doc, 'me');
      }
      const after = readFlow(doc);
      while (scope.canUndo()) scope.undo();
      expect(readFlow(doc)).toEqual(flow);
      while (scope.canRedo()) scope.redo();
      expect(readFlow(doc)).toEqual(after);
    }),
  );
});
