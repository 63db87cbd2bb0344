import type { Flow, FlowNode } from '@codexos/protocol/flow';

export interface FlowChange {
  type: 'added' | 'removed' | 'changed';
  text: string;
}

/** What the draft has that a version has not, in short sentences. Positions do not count. */
export function compareFlows(version: Flow, draft: Flow): FlowChange[] {
  const before = new Map(version.nodes.map((node) => [node.id as string, node]));
  const after = new Map(draft.nodes.map((node) => [node.id as string, node]));
  const changes: FlowChange[] = [];
  for (const [id, node] of after) {
    const old = before.get(id);
    if (!old) changes.push({ type: 'added', text: nameOf(node) });
    else {
      const settings = changedSettings(old, node);
      if (settings.length > 0)
        changes.push({ type: 'changed', text: `${nameOf(node)}: ${settings.join(', ')}` });
    }
  }
  for (const [id, node] of before) if (!after.has(id)) changes.push({ type: 'removed', text: nameOf(node) });
  return [...changes, ...edgeChanges(version, draft)];
}

/** Names of the settings in which a node differs from what it was. */
export function changedSettings(old: FlowNode, node: FlowNode): string[] {
  const names = new Set([...Object.keys(old.config), ...Object.keys(node.config)]);
  const settings = [...names].filter((name) => !isSame(old.config[name], node.config[name]));
  if (old.label !== node.label) settings.unshift('name');
  if (old.kind !== node.kind) settings.unshift('kind');
  if (!isSame(old.retry, node.retry) || old.timeoutMs !== node.timeoutMs)
    settings.push('tries and time limit');
  if (!isSame(old.onFailure, node.onFailure)) settings.push('what follows a failure');
  return settings;
}

function edgeChanges(version: Flow, draft: Flow): FlowChange[] {
  const keyOf = ({ from, to }: Flow['edges'][number]) => `${from.node}.${from.port} → ${to.node}.${to.port}`;
  const before = new Set(version.edges.map(keyOf));
  const after = new Set(draft.edges.map(keyOf));
  const added = [...after].filter((key) => !before.has(key)).length;
  const removed = [...before].filter((key) => !after.has(key)).length;
  const edges = (count: number) => (count === 1 ? '1 edge' : `${count} edges`);
  return [
    ...(added > 0 ? [{ type: 'added' as const, text: edges(added) }] : []),
    ...(removed > 0 ? [{ type: 'removed' as const, text: edges(removed) }] : []),
  ];
}

const nameOf = (node: FlowNode): string => node.label ?? node.id;
const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
