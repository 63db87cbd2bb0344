import type { Flow, FlowProblem } from '@codexos/protocol/flow';
import type { CompileEnv, NodeKind } from '../node-kind.ts';
import { checkCycles } from './check-cycles.ts';
import { checkPins } from './check-pins.ts';
import { checkPorts } from './check-ports.ts';
import { checkReach } from './check-reach.ts';
import { checkRunInterface } from './check-run-interface.ts';
import { draftEdges } from './draft-edges.ts';
import { draftNodes } from './draft-nodes.ts';
import { findScopes } from './find-scopes.ts';
import type { Graph } from './graph.ts';
import { linkGraph } from './link-graph.ts';
import { createProblemList } from './problem-list.ts';

export interface CompileOptions extends CompileEnv {
  kinds: readonly NodeKind[];
}

export interface CompileResult {
  /** Null when at least one problem is an error. */
  graph: Graph | null;
  problems: FlowProblem[];
}

/** Checks a flow as a whole and makes it ready to run. Reports every problem at once, each on the node it concerns. */
export function compileFlow(flow: Flow, { kinds, ...env }: CompileOptions): CompileResult {
  const problems = createProblemList();
  if (flow.nodes.length === 0) {
    problems.add({
      code: 'FLOW_EMPTY',
      message: 'The flow has no nodes.',
      hint: 'Add an input, something that works on it, and an output.',
    });
    return { graph: null, problems: [...problems.problems] };
  }
  const drafts = draftNodes({ flow, kinds: kindsByName(kinds), env, problems });
  const edges = draftEdges({ flow, drafts, problems });
  const nodes = [...drafts.values()];
  checkPorts({ nodes, flowEdges: flow.edges, problems });
  checkPins(nodes, problems);
  const inputs = checkRunInterface(nodes, problems);
  checkCycles(nodes, problems);
  const loopsAround = findScopes({ nodes, edges }, problems);
  checkReach(nodes, problems);
  const graph = problems.hasErrors() ? null : linkGraph({ flow, nodes, loopsAround, inputs });
  return { graph, problems: [...problems.problems] };
}

const kindMaps = new WeakMap<readonly NodeKind[], ReadonlyMap<string, NodeKind>>();

function kindsByName(kinds: readonly NodeKind[]): ReadonlyMap<string, NodeKind> {
  const known = kindMaps.get(kinds);
  if (known) return known;
  const map = new Map(kinds.map((kind) => [kind.kind, kind]));
  kindMaps.set(kinds, map);
  return map;
}
