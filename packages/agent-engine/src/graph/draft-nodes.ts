import type { Flow, FlowNode } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';
import type { CompileEnv, NodeKind } from '../node-kind.ts';
import { draftPorts, nameOf, type DraftNode } from './draft-node.ts';
import type { ProblemList } from './problem-list.ts';

export interface DraftNodesOptions {
  flow: Flow;
  kinds: ReadonlyMap<string, NodeKind>;
  env: CompileEnv;
  problems: ProblemList;
}

/** Finds each node's kind and parses its config, once; a node of an unknown kind is left out. */
export function draftNodes({ flow, kinds, env, problems }: DraftNodesOptions): Map<string, DraftNode> {
  const drafts = new Map<string, DraftNode>();
  const kindEnv = { ...env, settings: flow.settings };
  for (const source of flow.nodes) {
    if (drafts.has(source.id)) {
      problems.add({
        code: 'NODE_DUPLICATE',
        message: `Two nodes have the id “${source.id}”.`,
        hint: 'Give one of them another id.',
        nodeId: source.id,
      });
      continue;
    }
    const kind = kinds.get(source.kind);
    if (!kind) {
      addUnknownKind(source, kinds, problems);
      continue;
    }
    const draft: DraftNode = {
      source,
      kind,
      label: source.label ?? kind.meta.label,
      index: drafts.size,
      config: undefined,
      isConfigValid: false,
      ports: kind.ports,
      incoming: [],
      outgoing: [],
    };
    drafts.set(source.id, draft);
    parseConfig(draft, problems);
    if (kind.portLists)
      draft.ports = draftPorts(kind, (draft.isConfigValid ? draft.config : source.config) as JsonObject);
    if (draft.isConfigValid && kind.problems) addKindProblems(draft, kindEnv, problems);
  }
  return drafts;
}

function parseConfig(draft: DraftNode, problems: ProblemList): void {
  const parsed = draft.kind.config.safeParse(draft.source.config);
  if (parsed.success) {
    draft.config = parsed.data;
    draft.isConfigValid = true;
    return;
  }
  for (const issue of parsed.error.issues) {
    const configPath = issue.path.join('.');
    problems.add({
      code: 'CONFIG_INVALID',
      message: `${nameOf(draft)}: ${configPath === '' ? 'the settings are' : `“${configPath}” is`} not right. ${issue.message}.`,
      hint: 'Correct the setting in the inspector.',
      nodeId: draft.source.id,
      ...(configPath === '' ? {} : { configPath }),
    });
  }
}

function addKindProblems(
  draft: DraftNode,
  env: Parameters<NonNullable<NodeKind['problems']>>[1],
  problems: ProblemList,
): void {
  for (const problem of draft.kind.problems?.(draft.config as never, env) ?? []) {
    problems.add({ ...problem, message: `${nameOf(draft)}: ${problem.message}`, nodeId: draft.source.id });
  }
}

function addUnknownKind(source: FlowNode, kinds: ReadonlyMap<string, NodeKind>, problems: ProblemList): void {
  problems.add({
    code: 'KIND_UNKNOWN',
    message: `Node “${source.id}” is of the kind “${source.kind}”, which does not exist.`,
    hint: `Use one of: ${[...kinds.keys()].sort().join(', ')}.`,
    nodeId: source.id,
  });
}
