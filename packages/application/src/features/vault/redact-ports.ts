/** What comes back from the outside passes the redactor before the engine, a journal or a person sees it. */
import type { ModelClient, ModelPart, ToolRunner } from '@codexos/agent-engine';
import { CodexError, toCodexError } from '@codexos/utils/errors';
import type { RedactedStream, Redactor } from '@codexos/utils/redactor';

/** The answers of models without the values of secrets, also where a value comes in several pieces. */
export function redactModelClient(client: ModelClient, redactor: Redactor): ModelClient {
  return {
    async *stream(request, signal) {
      let text = redactor.stream();
      try {
        for await (const part of client.stream(request, signal)) {
          yield* redactPart(part, text, redactor);
          if (part.type === 'restart') text = redactor.stream();
        }
      } catch (error) {
        throw redactError(error, redactor);
      }
    },
  };
}

function* redactPart(part: ModelPart, text: RedactedStream, redactor: Redactor): Generator<ModelPart> {
  if (part.type === 'text') {
    const certain = text.push(part.text);
    if (certain !== '') yield { type: 'text', text: certain };
    return;
  }
  const held = text.flush();
  if (held !== '' && part.type !== 'restart') yield { type: 'text', text: held };
  yield redactor.redactJson(part);
}

/** Outputs, deltas and errors of tools without the values of secrets. */
export function redactToolRunner(runner: ToolRunner, redactor: Redactor): ToolRunner {
  return {
    list: () => runner.list(),
    async run(request) {
      const deltas = redactor.stream();
      const show = (text: string): void => {
        if (text !== '') request.onDelta(text);
      };
      try {
        const result = await runner.run({ ...request, onDelta: (text) => show(deltas.push(text)) });
        return redactor.redactJson(result);
      } catch (error) {
        throw redactError(error, redactor);
      } finally {
        show(deltas.flush());
      }
    },
  };
}

/** The same error; one whose words hold a value is made anew without it and without its cause. */
export function redactError(thrown: unknown, redactor: Redactor): unknown {
  if (!redactor.isActive) return thrown;
  const error = toCodexError(thrown);
  const { code, message, hint, details } = error;
  const words = {
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  };
  const clean = redactor.redactJson(words);
  const cause = thrown instanceof Error ? (thrown.stack ?? '') + String(thrown.cause ?? '') : String(thrown);
  if (clean === words && redactor.redact(cause) === cause) return thrown;
  return new CodexError({ code, ...clean });
}
