/** What a run has to say to a reader: folds of its view, without anything of the screen. */
import type { Citation } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { isLargeValue } from '@codexos/protocol/large-value';
import { BUILTIN_MODEL } from '@codexos/protocol/model';
import type { RunStatus } from '@codexos/protocol/run-event';
import type { ActivationCall, ActivationView, RunView } from '@codexos/protocol/run-view';

export interface RunAnswer {
  text: string;
  citations: readonly Citation[];
}

export const isActiveStatus = (status: RunStatus | undefined): boolean =>
  status === 'queued' || status === 'running' || status === 'paused';

/** The output once it is there; until then what streams, from the node that spoke last. */
export function runAnswer(view: RunView): RunAnswer {
  const output = textOfOutputs(view.outputs);
  if (output !== '') return { text: output, citations: view.citations };
  let text = '';
  let citations: readonly Citation[] = [];
  for (const activation of view.activations.values()) {
    const spoken = spokenText(activation);
    if (spoken === '') continue;
    text = spoken;
    citations = activation.outputs.flatMap((value) => value.citations ?? []);
  }
  return { text, citations };
}

function spokenText(activation: ActivationView): string {
  return activation.status === 'completed' ? '' : activation.liveText;
}

function textOfOutputs(outputs: Record<string, JsonValue>): string {
  return Object.values(outputs)
    .map(textOfValue)
    .filter((text) => text !== '')
    .join('\n\n');
}

function textOfValue(value: JsonValue): string {
  if (typeof value === 'string') return value;
  // The whole text comes with the message, which is stored by now.
  if (isLargeValue(value)) return `${value.$large.preview}…`;
  return value === null ? '' : asJsonBlock(value);
}

const asJsonBlock = (value: JsonValue): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

export type Step = Exclude<ActivationCall, { type: 'model' }> & { key: string };

/** Everything done on the way that a reader may want to see, in order. Model calls are the answer itself. */
export function runSteps(view: RunView): Step[] {
  const steps: Step[] = [];
  for (const { activationId, calls } of view.activations.values()) {
    calls.forEach((call, index) => {
      if (call.type !== 'model') steps.push({ ...call, key: `${activationId}/${index}` });
    });
  }
  return steps.sort((left, right) => left.startedAt - right.startedAt);
}

export function isStepRunning(step: Step): boolean {
  if (step.type === 'tool') return step.durationMs === undefined && !step.error;
  return step.type === 'child-run' && isActiveStatus(step.status);
}

/** `2 searches, 3 tool calls`, for the line that stands for many. */
export function summarizeSteps(steps: readonly Step[]): string {
  const names: Record<Step['type'], [string, string]> = {
    retrieval: ['search', 'searches'],
    tool: ['tool call', 'tool calls'],
    'child-run': ['sub-agent', 'sub-agents'],
    memory: ['memory', 'memories'],
  };
  return (Object.keys(names) as Step['type'][])
    .map((type) => ({ type, count: steps.filter((step) => step.type === type).length }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `${count} ${names[type][count === 1 ? 0 : 1]}`)
    .join(', ');
}

/** Models that answered in the run, each once. */
export function modelsUsed(view: RunView): string[] {
  const models = new Set<string>();
  for (const { calls } of view.activations.values()) {
    for (const call of calls) if (call.type === 'model') models.add(call.model);
  }
  return [...models];
}

export const isBuiltinOnly = (view: RunView): boolean => {
  const models = modelsUsed(view);
  return models.length > 0 && models.every((model) => model === BUILTIN_MODEL);
};

/** Text of a cited passage, where a retrieval of the run brought it. */
export function passageFinder(view: RunView): (citation: Citation) => string | undefined {
  const texts = new Map<string, string>();
  for (const { calls } of view.activations.values()) {
    for (const call of calls) {
      if (call.type !== 'retrieval') continue;
      for (const { citation, text } of call.passages) texts.set(placeKey(citation), text);
    }
  }
  return (citation) => texts.get(placeKey(citation));
}

const placeKey = ({ path, blobHash, startLine, endLine }: Citation): string =>
  `${path}\n${blobHash}\n${startLine}-${endLine}`;
