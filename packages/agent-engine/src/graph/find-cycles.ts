/**
 * Strongly connected groups of a directed graph that hold a cycle: groups of several nodes, and nodes with an edge
 * to themselves. Tarjan's algorithm with a stack of its own, so that long chains do not overflow the call stack.
 */
export function findCycles(size: number, targets: (node: number) => readonly number[]): number[][] {
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const isOnStack = new Uint8Array(size);
  const stack: number[] = [];
  const cycles: number[][] = [];
  let counter = 0;

  const enter = (node: number): { node: number; next: number } => {
    order[node] = low[node] = counter++;
    stack.push(node);
    isOnStack[node] = 1;
    return { node, next: 0 };
  };
  const leave = (node: number): void => {
    if (low[node] !== order[node]) return;
    const group = stack.splice(stack.lastIndexOf(node));
    for (const member of group) isOnStack[member] = 0;
    if (group.length > 1 || targets(node).includes(node))
      cycles.push(group.sort((left, right) => left - right));
  };
  const lower = (node: number, value: number): void => {
    low[node] = Math.min(low[node] ?? 0, value);
  };

  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    const path = [enter(root)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = targets(top.node)[top.next++];
      if (target === undefined) {
        path.pop();
        leave(top.node);
        const parent = path.at(-1);
        if (parent) lower(parent.node, low[top.node] ?? 0);
      } else if (order[target] === -1) {
        path.push(enter(target));
      } else if (isOnStack[target]) {
        lower(top.node, order[target] ?? 0);
      }
    }
  }
  return cycles;
}
