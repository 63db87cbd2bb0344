import type { ModelRequest } from '../ports/model-client.ts';
import type { ModelProvider, ProviderPart } from '../models/model-provider.ts';

/** What a scripted model says next: a text, the parts of an answer, or a failure. */
export type ScriptedAnswer = string | ProviderPart[] | Error;

export interface ScriptedProvider extends ModelProvider {
  /** Every request so far, oldest first. */
  readonly requests: ModelRequest[];
}

/** A model in the same process that says what a test tells it to. Fails when it is asked more often than expected. */
export function createScriptedProvider(
  answers: readonly ScriptedAnswer[] | ((request: ModelRequest, index: number) => ScriptedAnswer),
  id = 'scripted',
): ScriptedProvider {
  const requests: ModelRequest[] = [];
  return {
    id,
    label: 'Scripted',
    requests,
    list: () => Promise.resolve([]),
    async *stream(_model, request, signal) {
      const index = requests.push(request) - 1;
      const answer = typeof answers === 'function' ? answers(request, index) : answers[index];
      if (answer === undefined)
        throw new Error(`The scripted model was asked ${index + 1} times, once more than expected.`);
      if (answer instanceof Error) throw answer;
      for (const part of typeof answer === 'string' ? textParts(answer) : answer) {
        signal.throwIfAborted();
        yield part;
        await Promise.resolve();
      }
    },
  };
}

export function textParts(text: string): ProviderPart[] {
  const words = text.match(/\S+\s*|\s+/g) ?? [];
  return [
    ...words.map((word): ProviderPart => ({ type: 'text', text: word })),
    { type: 'finish', reason: 'stop', inputTokens: 10, outputTokens: words.length },
  ];
}

export function toolCallParts(
  tool: string,
  input: Record<string, never> | object,
  id = 'call-1',
): ProviderPart[] {
  return [
    { type: 'tool-call', call: { id, tool, input: input as Record<string, never> } },
    { type: 'finish', reason: 'tool-calls', inputTokens: 10, outputTokens: 5 },
  ];
}
