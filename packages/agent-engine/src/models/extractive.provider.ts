/**
 * The built-in model. It generates nothing: it answers with literal parts of the passages and results that it is
 * given, chooses tools by matching words, and says so when it finds nothing. Deterministic, and needs no network.
 */
import { BUILTIN_MODEL, BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';
import type { JsonObject } from '@codexos/protocol/json';
import type { ModelMessage, ModelRequest } from '../ports/model-client.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { chooseTool } from './extractive/choose-tool.ts';
import { composeAnswer } from './extractive/compose-answer.ts';
import { critiqueDraft } from './extractive/critique-draft.ts';
import { readMaterial } from './extractive/material.ts';
import { planRequest } from './extractive/plan-request.ts';
import type { ModelProvider, ProviderPart } from './model-provider.ts';

const [provider = '', model = ''] = BUILTIN_MODEL.split('/');
const DEFAULT_BUDGET = 2_600;
const CHUNK_LENGTH = 48;

export function createExtractiveProvider(): ModelProvider {
  return {
    id: provider,
    label: BUILTIN_MODEL_LABEL,
    list: () =>
      Promise.resolve([
        {
          ref: BUILTIN_MODEL,
          provider,
          model,
          label: BUILTIN_MODEL_LABEL,
          isLanguageModel: false,
          isLocal: true,
          supportsTools: true,
        },
      ]),
    async *stream(_model, request, signal) {
      for (const part of respond(request)) {
        signal.throwIfAborted();
        yield part;
      }
    },
  };
}

function respond(request: ModelRequest): ProviderPart[] {
  const inputLength = request.messages.reduce((length, message) => length + lengthOf(message), 0);
  if (request.purpose === 'plan') {
    return asText(JSON.stringify(planRequest(lastUserText(request), request.tools ?? [])), inputLength);
  }
  if (request.purpose === 'critique') return asText(JSON.stringify(critique(request)), inputLength);
  return answer(request, inputLength);
}

function critique(request: ModelRequest): JsonObject {
  const { passages } = readMaterial(request);
  return critiqueDraft({
    goal: firstText(request, 'user'),
    draft: firstText(request, 'assistant'),
    canRevise: passages.length > 0,
  });
}

function answer(request: ModelRequest, inputLength: number): ProviderPart[] {
  const material = readMaterial(request);
  // One call a request: what a tool has given is answered from, not searched on.
  const hasCalled = material.results.length > 0 || request.messages.some(({ role }) => role === 'tool');
  // With passages at hand, searching for the whole question once more would find nothing new.
  const mayUseWholeRequest = material.passages.length === 0;
  const choice = hasCalled
    ? null
    : chooseTool(material.question, request.tools ?? [], {
        mayUseWholeRequest,
        isRequired: request.toolChoice === 'required',
      });
  if (choice) {
    return [
      { type: 'tool-call', call: { id: 'call-1', tool: choice.tool, input: choice.input } },
      { type: 'finish', reason: 'tool-calls', inputTokens: estimateTokens(inputLength), outputTokens: 0 },
    ];
  }
  const budget =
    request.maxOutputTokens === undefined
      ? DEFAULT_BUDGET
      : Math.min(DEFAULT_BUDGET, request.maxOutputTokens * 4);
  const { text, citations } = composeAnswer({ ...material, budget });
  return [{ type: 'citations', citations }, ...asText(text, inputLength)];
}

function asText(text: string, inputLength: number): ProviderPart[] {
  const parts: ProviderPart[] = [];
  // Cut after words, so that what is shown while it streams never breaks one.
  for (const [chunk] of text.matchAll(
    new RegExp(`[\\s\\S]{1,${CHUNK_LENGTH}}(?:\\s+|$)|[\\s\\S]{1,${CHUNK_LENGTH}}`, 'g'),
  )) {
    parts.push({ type: 'text', text: chunk });
  }
  parts.push({
    type: 'finish',
    reason: 'stop',
    inputTokens: estimateTokens(inputLength),
    outputTokens: estimateTokens(text.length),
  });
  return parts;
}

function lastUserText({ messages }: ModelRequest): string {
  return messages.findLast((message) => message.role === 'user')?.text ?? '';
}

function firstText({ messages }: ModelRequest, role: 'user' | 'assistant'): string {
  const message = messages.find((candidate) => candidate.role === role);
  return message && message.role !== 'tool' ? message.text : '';
}

function lengthOf(message: ModelMessage): number {
  return message.role === 'tool' ? JSON.stringify(message.output).length : message.text.length;
}
