import { runsAlone } from '../node-kind.ts';
import { nameOf, outPortsOf, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

/** What is pinned on a node must be able to come out of it. */
export function checkPins(nodes: readonly DraftNode[], problems: ProblemList): void {
  for (const node of nodes) {
    const { pin, id: nodeId } = node.source;
    if (!pin) continue;
    if (!runsAlone(node.kind)) {
      problems.add({
        code: 'PIN_INVALID',
        message: `Nothing can be pinned on ${nameOf(node)}: it hands on what the run is given or gives, or repeats other nodes.`,
        hint: 'Unpin it, and pin a node before or after it.',
        nodeId,
      });
      continue;
    }
    const known = Object.keys(outPortsOf(node));
    for (const { port } of pin.outputs) {
      if (known.includes(port)) continue;
      problems.add({
        code: 'PIN_INVALID',
        message: `A value is pinned on “${port}” of ${nameOf(node)}, which has no such out-port.`,
        hint: known.length === 0 ? 'Unpin the node.' : `Unpin the node, or pin one of: ${known.join(', ')}.`,
        nodeId,
        port,
      });
    }
  }
}
