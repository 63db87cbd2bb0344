import type { CalledFlow } from '@codexos/protocol/called-flow';
import type { FlowSettings } from '@codexos/protocol/flow';
import type { CompileEnv, ConfigProblem, KnownFlow } from '../node-kind.ts';

/** Why a flow cannot be called, or no longer has the ports that the node shows. */
export function subFlowProblems(
  flow: CalledFlow,
  { flows, settings }: CompileEnv & { settings: FlowSettings },
): ConfigProblem[] {
  if (!flows) return [];
  const known = flows.find(({ flowId, version }) => flowId === flow.id && version === flow.version);
  if (!known) {
    return [
      {
        code: 'SUB_FLOW_MISSING',
        message: `there is no flow “${flow.name === '' ? flow.id : flow.name}” in this workspace.`,
        hint: 'Choose another flow; this one may have been deleted.',
        configPath: 'flow',
      },
    ];
  }
  if (known.circle) {
    return [
      {
        code: 'SUB_FLOW_RECURSIVE',
        message: `the flow would call itself: ${known.circle.map((name) => `“${name}”`).join(' → ')}.`,
        hint: 'Use a loop to repeat something, or take one of the calls out of the circle.',
        configPath: 'flow',
      },
    ];
  }
  const { called, name } = known;
  if (!called) {
    return [
      {
        code: 'SUB_FLOW_UNPUBLISHED',
        message:
          flow.version === 'latest'
            ? `the flow “${name}” is not published.`
            : `the flow “${name}” has no version ${flow.version}.`,
        hint: flow.version === 'latest' ? 'Publish it, or choose another flow.' : 'Choose another version.',
        configPath: 'flow',
      },
    ];
  }
  const denied = called.settings.allowedEffects.filter((effect) => !settings.allowedEffects.includes(effect));
  return [
    ...denied.map((effect): ConfigProblem => ({
      code: 'EFFECT_NOT_ALLOWED',
      message: `the flow “${name}” can ${effect === 'spend' ? 'spend money' : 'change things'}, and this flow does not allow that.`,
      hint: `Turn “${effect}” on in the settings of this flow, or off in those of “${name}”.`,
      configPath: 'flow',
    })),
    ...changedPorts(flow, name, called),
  ];
}

function changedPorts(
  flow: CalledFlow,
  name: string,
  { inputs, outputs }: NonNullable<KnownFlow['called']>,
): ConfigProblem[] {
  const shownInputs = new Set(flow.inputs.map((port) => port.name));
  const shownOutputs = new Set(flow.outputs.map((port) => port.name));
  const missing = inputs.filter((input) => !shownInputs.has(input.name));
  const added = outputs.filter((output) => !shownOutputs.has(output));
  const gone = [
    ...[...shownInputs].filter((input) => !inputs.some((other) => other.name === input)),
    ...[...shownOutputs].filter((output) => !outputs.includes(output)),
  ];
  const changes = [
    sentence(
      'now takes',
      missing.map((input) => input.name),
    ),
    sentence('now gives', added),
    sentence('no longer has', gone),
  ].filter((part) => part !== '');
  if (changes.length === 0) return [];
  const needsValue = missing.some((input) => input.isRequired && input.defaultValue === undefined);
  return [
    {
      code: 'SUB_FLOW_CHANGED',
      // What is merely new can wait; a value that is missing, or that goes nowhere, cannot.
      severity: needsValue || gone.length > 0 ? 'error' : 'warning',
      message: `“${name}” has changed: it ${changes.join(', ')}.`,
      hint: 'Take its ports over in the settings of the node.',
      configPath: 'flow',
    },
  ];
}

function sentence(verb: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${verb} ${names.map((name) => `“${name}”`).join(', ')}`;
}
