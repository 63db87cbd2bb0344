import { flowSchema, type Flow } from '@codexos/protocol/flow';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addNode,
  applyUpdateSafely,
  connect,
  copyFragment,
  createFlowDocument,
  createFlowReader,
  createUndoScope,
  disconnect,
  moveNodes,
  parseFragment,
  pasteFragment,
  readFlow,
  removeNodes,
  renameFlow,
  renameNode,
  replaceFlow,
  setNodePin,
  setNodeRetry,
  setNodeTimeout,
  updateFlowSettings,
  updateNodeConfig,
  updateNodePorts,
} from './index.ts';

const ME = Symbol('me');

function sampleFlow(): Flow {
  return flowSchema.parse({
    name: 'Sample',
    nodes: [
      { id: 'input', kind: 'input', config: { name: 'question' }, position: { x: 0, y: 0 } },
      { id: 'answer', kind: 'model', label: 'Answer', config: { prompt: '{{input}}', temperature: 0.2 } },
      { id: 'output', kind: 'output', retry: { maxAttempts: 3 }, timeoutMs: 5_000 },
    ],
    edges: [
      { id: 'e1', from: { node: 'input', port: 'value' }, to: { node: 'answer', port: 'input' } },
      { id: 'e2', from: { node: 'answer', port: 'text' }, to: { node: 'output', port: 'value' } },
    ],
  });
}

function twinOf(doc: Y.Doc): Y.Doc {
  const twin = new Y.Doc();
  Y.applyUpdate(twin, Y.encodeStateAsUpdate(doc));
  return twin;
}

function bigFragment(count: number) {
  return {
    nodes: Array.from({ length: count }, (_, index) => ({
      id: `n${index}`,
      kind: 'model',
      config: {},
      position: { x: index, y: 0 },
    })) as Flow['nodes'],
    edges: [],
  };
}

describe('codec', () => {
  it('reads back what it was made from', () => {
    const flow = sampleFlow();
    expect(readFlow(createFlowDocument(flow))).toEqual(flow);
  });

  it('keeps the order of nodes through a copy of the document', () => {
    const doc = createFlowDocument(sampleFlow());
    addNode(doc, { kind: 'merge', position: { x: 1, y: 1 } }, ME);
    expect(readFlow(twinOf(doc)).nodes.map(({ kind }) => kind)).toEqual([
      'input',
      'model',
      'output',
      'merge',
    ]);
  });
});

describe('edits', () => {
  it('removes the edges of a removed node', () => {
    const doc = createFlowDocument(sampleFlow());
    removeNodes(doc, ['answer'], ME);
    expect(readFlow(doc)).toMatchObject({ nodes: [{ id: 'input' }, { id: 'output' }], edges: [] });
  });

  it('changes single settings of a node and leaves the others', () => {
    const doc = createFlowDocument(sampleFlow());
    updateNodeConfig(doc, 'answer', { temperature: 0.9, prompt: undefined }, ME);
    renameNode(doc, 'answer', '', ME);
    setNodeRetry(doc, 'output', undefined, ME);
    setNodeTimeout(doc, 'answer', 1_000, ME);
    moveNodes(doc, [{ id: 'answer', position: { x: 7, y: 8 } }], ME);
    const [, answer, output] = readFlow(doc).nodes;
    expect(answer).toEqual({
      id: 'answer',
      kind: 'model',
      config: { temperature: 0.9 },
      position: { x: 7, y: 8 },
      timeoutMs: 1_000,
    });
    expect(output).not.toHaveProperty('retry');
  });

  it('lets edges follow a port that is renamed, and go with one that is gone', () => {
    const ports = { renamed: new Map<string, string>(), gone: new Set<string>() };
    const doc = createFlowDocument(sampleFlow());
    const [first] = readFlow(doc).edges;
    if (!first) throw new Error('The flow has an edge.');
    const { node, port } = first.from;
    const renamed = new Map([[port, 'other']]);
    updateNodePorts(doc, node, { config: { a: 1 }, in: ports, out: { ...ports, renamed } }, ME);
    const [moved] = readFlow(doc).edges;
    expect(moved).toEqual({ ...first, from: { node, port: 'other' } });
    updateNodePorts(doc, node, { config: {}, in: ports, out: { ...ports, gone: new Set(['other']) } }, ME);
    expect(readFlow(doc).edges.some(({ id }) => id === first.id)).toBe(false);
  });

  it('draws an edge once, however often it is drawn', () => {
    const doc = createFlowDocument(sampleFlow());
    const ends = {
      from: { node: 'input', port: 'value' },
      to: { node: 'output', port: 'value' },
    } as Flow['edges'][0];
    const id = connect(doc, ends, ME);
    expect(connect(doc, ends, ME)).toBe(id);
    expect(readFlow(doc).edges).toHaveLength(3);
    disconnect(doc, [id], ME);
    expect(readFlow(doc).edges).toHaveLength(2);
  });

  it('changes name, description and settings of the flow', () => {
    const doc = createFlowDocument(sampleFlow());
    renameFlow(doc, { name: 'Other', description: 'Why' }, ME);
    updateFlowSettings(doc, { allowedEffects: ['write'] }, ME);
    expect(readFlow(doc)).toMatchObject({
      name: 'Other',
      description: 'Why',
      settings: { allowedEffects: ['write'], maxActivations: 10_000 },
    });
  });

  it('sends nothing when nothing changes', () => {
    const doc = createFlowDocument(sampleFlow());
    let updateCount = 0;
    doc.on('update', () => (updateCount += 1));
    replaceFlow(doc, sampleFlow(), ME);
    updateNodeConfig(doc, 'answer', { temperature: 0.2 }, ME);
    expect(updateCount).toBe(0);
  });

  it('replaces a flow and keeps what another editor does meanwhile', () => {
    const doc = createFlowDocument(sampleFlow());
    const twin = twinOf(doc);
    updateNodeConfig(twin, 'answer', { prompt: 'theirs' }, ME);
    const flow = sampleFlow();
    replaceFlow(doc, { ...flow, nodes: flow.nodes.filter(({ id }) => id !== 'output'), edges: [] }, ME);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(twin));
    const merged = readFlow(doc);
    expect(merged.nodes.map(({ id }) => id)).toEqual(['input', 'answer']);
    expect(merged.nodes[1]?.config).toEqual({ prompt: 'theirs', temperature: 0.2 });
  });
});

describe('reader', () => {
  it('keeps the identity of what did not change', () => {
    const doc = createFlowDocument(sampleFlow());
    const reader = createFlowReader(doc);
    const before = reader.read();
    expect(reader.read()).toBe(before);
    updateNodeConfig(doc, 'answer', { prompt: 'new' }, ME);
    const { flow } = reader.read();
    expect(flow.nodes[0]).toBe(before.flow.nodes[0]);
    expect(flow.nodes[1]).not.toBe(before.flow.nodes[1]);
    expect(flow.edges).toBe(before.flow.edges);
  });
});

describe('clipboard', () => {
  it('copies inner edges only and pastes under new ids', () => {
    const doc = createFlowDocument(sampleFlow());
    const text = JSON.stringify(copyFragment(readFlow(doc), new Set(['input', 'answer'])));
    const fragment = parseFragment(text);
    expect(fragment?.edges).toHaveLength(1);
    const ids = pasteFragment(doc, fragment!, { offset: { x: 40, y: 40 } }, ME);
    const flow = readFlow(doc);
    expect(flow.nodes).toHaveLength(5);
    expect(flow.edges).toHaveLength(3);
    expect(flow.edges[2]).toMatchObject({ from: { node: ids[0] }, to: { node: ids[1] } });
    expect(flow.nodes[3]?.position).toEqual({ x: 40, y: 40 });
  });

  it('takes other texts for what they are', () => {
    expect(parseFragment('hello')).toBeUndefined();
    expect(parseFragment('{"codexos":"flow-fragment","nodes":[]}')).toBeUndefined();
    expect(parseFragment('flow-fragment {')).toBeUndefined();
  });
});

describe('undo', () => {
  it('undoes a paste of 200 nodes as one step', () => {
    const doc = createFlowDocument(sampleFlow());
    const scope = createUndoScope(doc, [ME]);
    pasteFragment(doc, bigFragment(200), { offset: { x: 0, y: 0 } }, ME);
    expect(readFlow(doc).nodes).toHaveLength(203);
    scope.undo();
    expect(readFlow(doc)).toEqual(sampleFlow());
    scope.redo();
    expect(readFlow(doc).nodes).toHaveLength(203);
  });

  it('leaves the edits of other people alone', () => {
    const doc = createFlowDocument(sampleFlow());
    const scope = createUndoScope(doc, [ME]);
    renameNode(doc, 'answer', 'mine', ME);
    renameNode(doc, 'output', 'theirs', Symbol('they'));
    scope.undo();
    expect(readFlow(doc).nodes.map(({ label }) => label)).toEqual([undefined, 'Answer', 'theirs']);
    expect(scope.canUndo()).toBe(false);
  });

  it('takes typing as one step and separated edits as two', () => {
    const doc = createFlowDocument(sampleFlow());
    const scope = createUndoScope(doc, [ME]);
    for (const prompt of ['a', 'ab', 'abc']) updateNodeConfig(doc, 'answer', { prompt }, ME);
    scope.separate();
    renameNode(doc, 'answer', 'x', ME);
    scope.undo();
    expect(readFlow(doc).nodes[1]).toMatchObject({ label: 'Answer', config: { prompt: 'abc' } });
    scope.undo();
    expect(readFlow(doc).nodes[1]?.config.prompt).toBe('{{input}}');
  });
});

describe('applyUpdateSafely', () => {
  const updateOf = (doc: Y.Doc, edit: (twin: Y.Doc) => void) => {
    const twin = twinOf(doc);
    const before = Y.encodeStateVector(twin);
    edit(twin);
    return Y.encodeStateAsUpdate(twin, before);
  };

  it('applies a valid update and goes on applying', () => {
    const doc = createFlowDocument(sampleFlow());
    for (const label of ['one', 'two']) {
      const update = updateOf(doc, (twin) => renameNode(twin, 'answer', label, ME));
      expect(applyUpdateSafely(doc, update, ME)).toEqual({ ok: true });
      expect(readFlow(doc).nodes[1]?.label).toBe(label);
    }
  });

  it.each([
    ['a label that is too long', (twin: Y.Doc) => renameNode(twin, 'answer', 'x'.repeat(81), ME), /label/],
    ['an empty name', (twin: Y.Doc) => renameFlow(twin, { name: '' }, ME), /head/],
    ['a bad id', (twin: Y.Doc) => twin.getMap('nodes').set('1 2', new Y.Map()), /1 2/],
    ['an entry that is no map', (twin: Y.Doc) => twin.getMap('nodes').set('answer', 'x'), /answer/],
    ['a root that is no part of a flow', (twin: Y.Doc) => twin.getMap('other').set('a', 1), /other/],
    [
      'too many nodes',
      (twin: Y.Doc) => pasteFragment(twin, bigFragment(5_000), { offset: { x: 0, y: 0 } }, ME),
      /at most 5000/,
    ],
  ])('refuses %s and keeps the document', (_name, edit, reason) => {
    const doc = createFlowDocument(sampleFlow());
    const result = applyUpdateSafely(doc, updateOf(doc, edit), ME);
    expect(result).toMatchObject({ ok: false, problems: [expect.stringMatching(reason)] });
    expect(readFlow(doc)).toEqual(sampleFlow());
    const good = updateOf(doc, (twin) => renameNode(twin, 'answer', 'fine', ME));
    expect(applyUpdateSafely(doc, good, ME)).toEqual({ ok: true });
  });

  it('refuses bytes that are no update and updates that lack their base', () => {
    const doc = createFlowDocument(sampleFlow());
    expect(applyUpdateSafely(doc, new Uint8Array([9, 9, 9, 9])).ok).toBe(false);
    const twin = twinOf(doc);
    renameNode(twin, 'answer', 'first', ME);
    const before = Y.encodeStateVector(twin);
    renameNode(twin, 'answer', 'second', ME);
    expect(applyUpdateSafely(doc, Y.encodeStateAsUpdate(twin, before)).ok).toBe(false);
    expect(applyUpdateSafely(doc, Y.encodeStateAsUpdate(twin)).ok).toBe(true);
    expect(readFlow(doc).nodes[1]?.label).toBe('second');
  });
});

it('keeps what is pinned on a node with the draft, sends it, and takes it off by undo and by a version', () => {
  const flow = sampleFlow();
  const doc = createFlowDocument(flow);
  const undo = createUndoScope(doc, [ME]);
  const pin = { outputs: [{ port: 'text', value: { kept: true } }] };
  setNodePin(doc, 'answer', pin, ME);
  expect(readFlow(twinOf(doc)).nodes.map((node) => node.pin)).toEqual([undefined, pin, undefined]);
  expect(readFlow(createFlowDocument(readFlow(doc)))).toEqual(readFlow(doc));
  undo.undo();
  expect(readFlow(doc)).toEqual(flow);
  setNodePin(doc, 'answer', pin, ME);
  replaceFlow(doc, flow, ME);
  expect(readFlow(doc)).toEqual(flow);
});
