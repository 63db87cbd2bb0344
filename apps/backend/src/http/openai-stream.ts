/** An answer as server-sent events, each a chunk of OpenAI's. */
import type { RunStep } from '@codexos/application';
import { classify } from './error-handler.ts';
import type { CompletionWriter } from './openai-answer.ts';
import { toOpenAiError } from './openai-error.ts';

/** Until then an error can still be answered with its status; after that the answer has begun. */
const HEAD_MS = 2_000;
/** Comments that keep proxies from closing a stream in which nothing happens. */
const KEEP_ALIVE_MS = 15_000;

export interface StreamOptions {
  writer: CompletionWriter;
  hasUsage: boolean;
  redact: (text: string) => string;
  /** Called once the last line is given. */
  onEnd: () => void;
}

/** Waits for the first step, so that a run that fails at once gives an error and no stream. */
export async function streamCompletion(
  steps: AsyncGenerator<RunStep>,
  options: StreamOptions,
): Promise<AsyncGenerator<string>> {
  let next = steps.next();
  const first = await withinTime(next, HEAD_MS);
  if (first !== 'later') {
    if (!first.done && first.value.type !== 'text') options.writer.endOf(first.value);
    next = Promise.resolve(first);
  }
  return lines(steps, next, options);
}

async function* lines(
  steps: AsyncGenerator<RunStep>,
  first: Promise<IteratorResult<RunStep>>,
  { writer, hasUsage, redact, onEnd }: StreamOptions,
): AsyncGenerator<string> {
  const event = (value: unknown): string => `data: ${redact(JSON.stringify(value))}\n\n`;
  const noUsage = hasUsage ? { usage: null } : {};
  try {
    yield event(writer.chunk({ role: 'assistant', content: '', refusal: null }, noUsage));
    for (let next = first; ; next = steps.next()) {
      let result = await withinTime(next, KEEP_ALIVE_MS);
      for (; result === 'later'; result = await withinTime(next, KEEP_ALIVE_MS)) yield ': still at work\n\n';
      if (result.done) return;
      const step = result.value;
      if (step.type === 'text') {
        yield event(writer.chunk({ content: step.text }, noUsage));
        continue;
      }
      const { reason, toolCalls, usage, facts } = writer.endOf(step);
      if (toolCalls.length > 0) {
        const calls = toolCalls.map((call, index) => ({ index, ...call }));
        yield event(writer.chunk({ tool_calls: calls }, noUsage));
      }
      yield event(writer.chunk({}, { reason, facts, ...noUsage }));
      if (hasUsage) yield event(writer.usageChunk(usage));
      onEnd();
      yield 'data: [DONE]\n\n';
      return;
    }
  } catch (error) {
    onEnd();
    yield event({ error: toOpenAiError(classify(error)) });
  } finally {
    await steps.return(undefined);
  }
}

async function withinTime<TValue>(promise: Promise<TValue>, ms: number): Promise<TValue | 'later'> {
  const { promise: timeOver, resolve } = Promise.withResolvers<'later'>();
  const timer = setTimeout(() => resolve('later'), ms);
  try {
    return await Promise.race([promise, timeOver]);
  } finally {
    clearTimeout(timer);
  }
}
