import type { RunEvent } from '@codexos/protocol/run-event';

export const EVENT_TEXT: Record<RunEvent['type'], string> = {
  'run-start': 'The run starts',
  'run-pause': 'The run pauses',
  'run-resume': 'The run goes on',
  'run-cancel-request': 'Somebody asks the run to stop',
  'run-end': 'The run ends',
  'node-start': 'starts',
  'node-retry': 'tries again',
  'node-pause': 'waits for an answer',
  'node-answer': 'gets an answer',
  'join-wait': 'has a first value and waits for more',
  'join-timeout': 'goes on without what is missing',
  'join-late': 'gets a value too late and leaves it',
  'node-end': 'ends',
  'node-error': 'fails',
  'plan-write': 'writes a plan',
  'plan-update': 'ticks a step off',
  'tool-call': 'calls a tool',
  'tool-result': 'gets the result of a tool',
  'model-call': 'has the answer of a model',
  'model-restart': 'changes the model',
  retrieval: 'finds passages',
  'memory-write': 'writes to memory',
  'child-run-start': 'starts a sub-agent',
  'child-run-end': 'has the result of what it called',
  'limit-reach': 'A limit is reached',
  'checkpoint-save': 'The state is saved',
};

/** An event in a few words. */
export function describeEvent(event: RunEvent, nameOf: (nodeId: string) => string): string {
  if (event.type === 'node-end' && event.failure)
    return `${nameOf(event.nodeId)} fails, and the flow goes on: ${event.failure.message}`;
  if (event.type === 'node-end' && event.isPinned)
    return `${nameOf(event.nodeId)} gives what is pinned on it`;
  if (event.type === 'child-run-start' && event.flowId !== undefined)
    return `${nameOf(event.nodeId)} runs the flow ${event.name ?? event.flowId}`;
  const isEdit = event.type === 'plan-update' && event.change.type === 'edit';
  const text = isEdit ? 'has its plan edited by a person' : EVENT_TEXT[event.type];
  const detail = 'tool' in event ? ` (${event.tool})` : '';
  return 'nodeId' in event && event.nodeId !== undefined ? `${nameOf(event.nodeId)} ${text}${detail}` : text;
}
