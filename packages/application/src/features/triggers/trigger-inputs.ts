import { parseTemplate } from '@codexos/agent-engine';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';

/** What templates of inputs may use. */
const VARIABLES = ['body', 'headers', 'query', 'trigger'] as const;

export type TriggerValues = Record<(typeof VARIABLES)[number], JsonValue>;

/** Throws EXPRESSION_FAILED for a template that cannot be read. */
export function assertInputs(inputs: Readonly<Record<string, string>>): void {
  for (const template of Object.values(inputs)) parseTemplate(template, VARIABLES);
}

/** Throws EXPRESSION_FAILED when a template does not fit what came. */
export function evaluateInputs(inputs: Readonly<Record<string, string>>, values: TriggerValues): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, template]) => [
      name,
      parseTemplate(template, VARIABLES).evaluate(values),
    ]),
  );
}
