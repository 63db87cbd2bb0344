import type { Flow } from '@codexos/protocol/flow';
import type { NodeKind, RunInputField } from '../node-kind.ts';

/** What runs of a flow take and give. */
export interface RunInterface {
  inputs: RunInputField[];
  /** Names. */
  outputs: string[];
}

/** The run interface of a flow, without compiling it. Nodes whose settings are not right are left out. */
export function describeRunInterface(flow: Pick<Flow, 'nodes'>, kinds: readonly NodeKind[]): RunInterface {
  const inputs: RunInputField[] = [];
  const outputs: string[] = [];
  for (const node of flow.nodes) {
    const kind = kinds.find((candidate) => candidate.kind === node.kind);
    if (!kind?.runInput && !kind?.runOutput) continue;
    const config = kind.config.safeParse(node.config);
    if (!config.success) continue;
    const input = kind.runInput?.(config.data as never);
    const output = kind.runOutput?.(config.data as never);
    if (input) inputs.push(input);
    if (output !== undefined) outputs.push(output);
  }
  return { inputs, outputs };
}
