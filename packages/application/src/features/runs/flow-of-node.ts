/** The flow that runs one node of another flow alone: what it is given, the node, and what comes out of it. */
import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import { ERROR_PORT, flowSchema, type Flow, type FlowNode } from '@codexos/protocol/flow';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { portsOfNode } from '@codexos/protocol/listed-ports';
import { withoutPin } from '@codexos/protocol/pins';
import { CodexError } from '@codexos/utils/errors';

const COLUMN = 320;
const ROW = 130;

export interface NodeAlone {
  flow: Flow;
  nodeId: string;
  kinds: readonly NodeDescriptor[];
  /** By in-port; a list for a port that takes several values. */
  input: JsonObject;
  /** What `run.input` is in its settings. */
  runInput: JsonObject;
}

/** A value that the node is given, on the way to one of its in-ports. */
interface Given {
  port: string;
  label: string;
  value: JsonValue;
  /** Node of the flow from which such a value comes otherwise. */
  from: FlowNode | undefined;
}

/**
 * The flow and its input. The node keeps its id, its settings and what follows a failure of it. Throws REQUEST_INVALID
 * for a node that means nothing alone, and for values that do not fit its in-ports.
 */
export function flowOfNode(alone: NodeAlone): { flow: Flow; input: JsonObject } {
  const { flow, nodeId, kinds, runInput } = alone;
  const node = flow.nodes.find(({ id }) => id === nodeId);
  if (!node) throw nodeNotFound(nodeId);
  const descriptor = kinds.find(({ kind }) => kind === node.kind);
  const label = node.label ?? descriptor?.label ?? node.kind;
  if (!descriptor) throw notAlone(label, `Its kind “${node.kind}” is not installed.`);
  if (!descriptor.runsAlone)
    throw notAlone(label, 'It hands on what a run is given or gives, or repeats the nodes around it.');
  const ports = portsOfNode(descriptor, node.config);
  const given = givenValues(alone, { node, label, ports: ports.in });
  const ids = new Set([nodeId]);
  const names = new Set<string>();
  const { x, y } = node.position;
  const input: JsonObject = {};
  const nodes: unknown[] = [withoutPin(node)];
  const edges: unknown[] = [];
  const addInput = (wanted: { id: string; name: string; label: string; value: JsonValue }): string => {
    const id = unused(wanted.id, ids);
    const name = unused(wanted.name, names);
    const position = { x: x - COLUMN, y: y + (names.size - 1) * ROW };
    const config = { name, label: wanted.label, type: 'json', required: false };
    nodes.push({ id, kind: 'input', label: wanted.label, position, config });
    input[name] = wanted.value;
    return id;
  };
  // Names that its settings use come first: they must not change.
  if (namesRun(node))
    for (const [name, value] of Object.entries(runInput))
      addInput({ id: `run-${name}`, name, label: name, value });
  for (const { port, label: portLabel, value, from } of given) {
    const source = from?.label ?? portLabel;
    const id = addInput({ id: from?.id ?? `given-${port}`, name: port, label: source, value });
    edges.push({ id: `to-${id}`, from: { node: id, port: 'value' }, to: { node: nodeId, port } });
  }
  const outPorts = [
    ...ports.out.map(({ name, label: portLabel }) => ({ name, label: portLabel })),
    ...(node.onFailure?.type === 'branch' ? [{ name: ERROR_PORT, label: 'Error' }] : []),
  ];
  outPorts.forEach((port, index) => {
    const id = unused(`out-${port.name}`, ids);
    const position = { x: x + COLUMN, y: y + index * ROW };
    nodes.push({ id, kind: 'output', label: port.label, position, config: { name: port.name } });
    edges.push({
      id: `from-${port.name}`,
      from: { node: nodeId, port: port.name },
      to: { node: id, port: 'value' },
    });
  });
  const name = `${label} alone · ${flow.name}`.slice(0, 120);
  const description = `Runs one node of the flow “${flow.name}” on values that were given.`;
  return { flow: flowSchema.parse({ name, description, nodes, edges, settings: flow.settings }), input };
}

function givenValues(
  { flow, input }: NodeAlone,
  { node, label, ports }: { node: FlowNode; label: string; ports: readonly PortDescriptor[] },
): Given[] {
  const unknown = Object.keys(input).find((name) => !ports.some((port) => port.name === name));
  if (unknown !== undefined) throw portUnknown(label, unknown, ports);
  return ports.flatMap((port): Given[] => {
    const value = input[port.name];
    if (value === undefined) {
      if (port.required) throw valueMissing(label, port);
      return [];
    }
    const sources = flow.edges
      .filter(({ to }) => to.node === node.id && to.port === port.name)
      .map(({ from }) => flow.nodes.find(({ id }) => id === from.node));
    const values = port.many && Array.isArray(value) ? value : [value];
    return values.map((each, index) => ({
      port: port.name,
      label: port.label,
      value: each,
      from: sources[index],
    }));
  });
}

/** Whether an expression or template in its settings may look at the input of the run. */
function namesRun({ config }: FlowNode): boolean {
  return /\brun\b/.test(JSON.stringify(config));
}

function unused(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
  taken.add(name);
  return name;
}

function nodeNotFound(nodeId: string): CodexError {
  return new CodexError({
    code: 'NOT_FOUND',
    message: `The draft has no node “${nodeId}”.`,
    hint: 'It may have been removed; see the draft of the flow.',
  });
}

function notAlone(label: string, reason: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `“${label}” cannot run alone. ${reason}`,
    hint: 'Run the whole flow, or another node of it.',
  });
}

function portUnknown(label: string, name: string, ports: readonly PortDescriptor[]): CodexError {
  const names = ports.map((port) => port.name).join(', ');
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `“${label}” has no in-port “${name}”.`,
    hint: names === '' ? 'It takes no values.' : `Give values for: ${names}.`,
  });
}

function valueMissing(label: string, port: PortDescriptor): CodexError {
  return new CodexError({
    code: 'RUN_INPUT_INVALID',
    message: `“${label}” needs a value on “${port.label}”.`,
    hint: `Give one as “${port.name}”.`,
  });
}
