import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { CONSOLE_OPERATIONS, ERROR_SCHEMA, type Operation, type OperationName } from './console-openapi.ts';

export interface WireCheck {
  /** Which operation a request is for, with the parameters of its path. */
  match(method: string, path: string): { name: OperationName; params: Record<string, string> } | undefined;
  /** What is wrong with a request; undefined when it is as the document says. */
  requestProblem(name: OperationName, request: { query: object; body: unknown }): string | undefined;
  /** What is wrong with an answer. */
  answerProblem(name: OperationName, status: number, answer: unknown): string | undefined;
}

export function createWireCheck(): WireCheck {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  const names = Object.keys(CONSOLE_OPERATIONS) as OperationName[];
  const compiled = new Map(
    names.map((name) => {
      const operation: Operation = CONSOLE_OPERATIONS[name];
      return [
        name,
        {
          pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
          method: operation.method,
          query: operation.query && ajv.compile(operation.query),
          body: operation.body && ajv.compile(operation.body),
          responses: new Map(
            Object.entries(operation.responses).map(([status, schema]) => [
              Number(status),
              ajv.compile(schema),
            ]),
          ),
        },
      ];
    }),
  );
  const error = ajv.compile(ERROR_SCHEMA);
  const problemOf = (validate: ValidateFunction | undefined, value: unknown): string | undefined =>
    validate === undefined || validate(value) ? undefined : ajv.errorsText(validate.errors);
  return {
    match(method, path) {
      for (const [name, operation] of compiled) {
        const found = operation.method === method ? operation.pattern.exec(path) : null;
        if (found) return { name, params: { ...found.groups } };
      }
      return undefined;
    },
    requestProblem: (name, { query, body }) =>
      problemOf(compiled.get(name)?.query, query) ?? problemOf(compiled.get(name)?.body, body),
    answerProblem(name, status, answer) {
      const own = compiled.get(name)?.responses.get(status);
      if (!own && status < 400) return `the document has no answer with status ${status}`;
      return problemOf(own ?? error, answer);
    },
  };
}
