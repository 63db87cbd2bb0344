import type { JsonValue } from '@codexos/protocol/json';
import type { ToolAnswer } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import type { SentReply } from '../http/send-request.ts';
import type { ParseExpression } from '../ports/parse-expression.ts';

/** What an expression over an answer may use. */
export const ANSWER_VARIABLES = ['body', 'status', 'headers', 'input'] as const;

/** Throws TOOL_FAILED for a body that is not what it should be, and EXPRESSION_FAILED. */
export type CompiledAnswer = (reply: SentReply & { input: unknown }) => JsonValue;

/** Throws EXPRESSION_FAILED for an expression that cannot be read. */
export function compileAnswer(answer: ToolAnswer, parse: ParseExpression): CompiledAnswer {
  switch (answer.type) {
    case 'text':
      return ({ text }) => text;
    case 'json':
      return parseBody;
    case 'expression': {
      const { evaluate } = parse(answer.expression, ANSWER_VARIABLES);
      return (reply) => {
        const { status, headers, input } = reply;
        return evaluate({ body: isJson(reply) ? parseBody(reply) : reply.text, status, headers, input });
      };
    }
  }
}

function isJson({ headers, text }: SentReply): boolean {
  const type = headers['content-type'] ?? '';
  return /[/+]json\b/i.test(type) || (type === '' && /^\s*[[{]/.test(text));
}

function parseBody({ text, headers }: SentReply): JsonValue {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new CodexError({
      code: 'TOOL_FAILED',
      message: `The answer is not JSON; the server calls it ${headers['content-type'] ?? 'nothing in particular'}.`,
      hint: 'Take the answer as text in the settings of the tool.',
      cause,
    });
  }
}
