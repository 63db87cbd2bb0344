import type { Citation } from '@codexos/protocol/citation';
import { NO_USAGE } from '@codexos/protocol/model';
import { CodexError } from '@codexos/utils/errors';
import { numberedCitations } from '../citations/numbered-citations.ts';
import { createCitationCompactor } from '../citations/compact-citations.ts';
import { withEarlier } from '../conversation/with-earlier.ts';
import type { ModelAnswer, ModelCallOptions } from '../node-context.ts';
import type { ModelPart } from '../ports/model-client.ts';
import { abortableStream } from './abortable.ts';
import type { CallScope } from './call-scope.ts';

/** Asks a model, streaming its text, and records the answer once it is whole. */
export async function callModel(scope: CallScope, options: ModelCallOptions): Promise<ModelAnswer> {
  const call = scope.nextCall();
  const recorded = scope.recorded()?.models.get(call);
  if (recorded) {
    const { text, toolCalls, citations = [], usage, model } = recorded;
    return { text, toolCalls, citations, usage, model, reason: toolCalls.length > 0 ? 'tool-calls' : 'stop' };
  }
  const { models } = scope.env.bindings;
  if (!models) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: 'This run has no access to models.',
      hint: 'Configure a model provider.',
    });
  }
  const { isSilent = false, ...asked } = options;
  const request = withEarlier(asked, scope.env.bindings.conversation);
  const startedAt = scope.env.clock.now();
  const collector = createCollector(numberedCitations(request));
  const show = (text: string, isRestart = false): void => {
    if (!isSilent && (text !== '' || isRestart)) scope.delta(text, { isRestart });
  };
  show('', true);
  for await (const part of abortableStream(models.stream(request, scope.signal), scope.signal)) {
    if (part.type === 'restart') {
      const { model, nextModel, error } = part;
      await scope.record({ type: 'model-restart', ...idsOf(scope), call, model, nextModel, error });
      show('', true);
    }
    show(collector.push(part));
  }
  show(collector.flush());
  const answer = collector.answer();
  const { reason: _reason, citations, ...kept } = answer;
  await scope.record({
    type: 'model-call',
    ...idsOf(scope),
    call,
    ...kept,
    ...(citations.length > 0 ? { citations } : {}),
    durationMs: scope.env.clock.now() - startedAt,
  });
  return answer;
}

interface Collector {
  /** Takes a part in; gives the text that is certain after it. */
  push(part: ModelPart): string;
  flush(): string;
  answer(): ModelAnswer;
}

function createCollector(known: readonly Citation[]): Collector {
  let answer = emptyAnswer();
  let isNumberedByProvider = known.length === 0;
  let compactor = createCitationCompactor(known);
  const add = (text: string): string => {
    answer.text += text;
    return text;
  };
  return {
    push(part) {
      switch (part.type) {
        case 'text':
          return add(isNumberedByProvider ? part.text : compactor.push(part.text));
        case 'tool-call':
          answer.toolCalls.push(part.call);
          return '';
        case 'citations':
          isNumberedByProvider = true;
          answer.citations = part.citations;
          return '';
        case 'restart':
          answer = emptyAnswer();
          isNumberedByProvider = known.length === 0;
          compactor = createCitationCompactor(known);
          return '';
        case 'finish':
          answer = { ...answer, usage: part.usage, model: part.model, reason: part.reason };
          return '';
      }
    },
    flush: () => (isNumberedByProvider ? '' : add(compactor.flush())),
    answer: () => (isNumberedByProvider ? answer : { ...answer, citations: compactor.citations() }),
  };
}

function emptyAnswer(): ModelAnswer {
  return { text: '', toolCalls: [], citations: [], usage: NO_USAGE, model: '', reason: 'other' };
}

function idsOf({ activation }: CallScope): {
  activationId: typeof activation.id;
  nodeId: typeof activation.node.id;
} {
  return { activationId: activation.id, nodeId: activation.node.id };
}
