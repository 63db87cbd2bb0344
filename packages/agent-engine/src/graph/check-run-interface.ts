import type { FlowProblem } from '@codexos/protocol/flow';
import type { RunInputField } from '../node-kind.ts';
import { nameOf, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

/** What a run takes and gives. Names are unique on either side, and there is at least one output. */
export function checkRunInterface(drafts: Iterable<DraftNode>, problems: ProblemList): RunInputField[] {
  const inputs: RunInputField[] = [];
  const inputNames = new Map<string, DraftNode>();
  const outputNames = new Map<string, DraftNode>();
  let hasOutput = false;
  for (const draft of drafts) {
    hasOutput ||= draft.kind.runOutput !== undefined;
    if (!draft.isConfigValid) continue;
    const field = draft.kind.runInput?.(draft.config as never);
    if (field) {
      inputs.push(field);
      checkName({ draft, name: field.name, names: inputNames, code: 'INPUT_NAME_DUPLICATE', problems });
    }
    const output = draft.kind.runOutput?.(draft.config as never);
    if (output !== undefined) {
      checkName({ draft, name: output, names: outputNames, code: 'OUTPUT_NAME_DUPLICATE', problems });
    }
  }
  if (!hasOutput) {
    problems.add({
      code: 'OUTPUT_MISSING',
      message: 'The flow has no output, so a run would give nothing back.',
      hint: 'Add an Output node and connect the result to it.',
    });
  }
  return inputs;
}

interface CheckNameOptions {
  draft: DraftNode;
  name: string;
  names: Map<string, DraftNode>;
  code: FlowProblem['code'];
  problems: ProblemList;
}

function checkName({ draft, name, names, code, problems }: CheckNameOptions): void {
  const other = names.get(name);
  if (!other) {
    names.set(name, draft);
    return;
  }
  problems.add({
    code,
    message: `${nameOf(draft)} has the name “${name}”, as ${nameOf(other)} has.`,
    hint: 'Give one of them another name.',
    nodeId: draft.source.id,
    configPath: 'name',
  });
}
