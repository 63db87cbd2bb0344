import { splitTemplate } from '@codexos/protocol/split-template';
import { textsOfRequest, type ToolDocument } from '@codexos/protocol/tool';
import { toCodexError } from '@codexos/utils/errors';
import type { ParseExpression } from '../ports/parse-expression.ts';
import { ANSWER_VARIABLES } from './compile-answer.ts';
import { REQUEST_VARIABLES } from './compile-text.ts';

export interface DocumentProblem {
  /** Path into the document, such as `request.headers.0.value`. */
  path: string;
  message: string;
  hint: string;
}

interface FoundExpression {
  path: string;
  text: string;
  variables: readonly string[];
}

/** What keeps a document that has the right shape from working: its expressions. Nothing is evaluated. */
export function findDocumentProblems(document: ToolDocument, parse: ParseExpression): DocumentProblem[] {
  const { request, answer, inputs } = document;
  const inRequest = textsOfRequest(request).flatMap(({ path, text }) =>
    expressionsOf(text).map((expression): FoundExpression => ({
      path,
      text: expression,
      variables: REQUEST_VARIABLES,
    })),
  );
  const inAnswer: FoundExpression[] =
    answer.type === 'expression'
      ? [{ path: 'answer.expression', text: answer.expression, variables: ANSWER_VARIABLES }]
      : [];
  const names = new Set(inputs.map(({ name }) => name));
  return [
    ...textsOfRequest(request).flatMap(unclosed),
    ...[...inRequest, ...inAnswer].flatMap((found) => [
      ...unreadable(found, parse),
      ...unknownInputs(found, names),
      ...hiddenSecrets(found),
    ]),
  ];
}

function expressionsOf(text: string): string[] {
  return splitTemplate(text).parts.flatMap((part) => (part.type === 'expression' ? [part.text] : []));
}

function unclosed({ path, text }: { path: string; text: string }): DocumentProblem[] {
  const { unclosedAt } = splitTemplate(text);
  if (unclosedAt === undefined) return [];
  return [
    {
      path,
      message: `“{{” at character ${unclosedAt + 1} is not closed.`,
      hint: 'Close the expression with “}}”.',
    },
  ];
}

function unreadable({ path, text, variables }: FoundExpression, parse: ParseExpression): DocumentProblem[] {
  try {
    parse(text, variables);
    return [];
  } catch (error) {
    const { message, hint = '' } = toCodexError(error);
    return [{ path, message, hint }];
  }
}

function unknownInputs({ path, text }: FoundExpression, names: ReadonlySet<string>): DocumentProblem[] {
  const code = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const used = [...code.matchAll(/(?<![\w.])input\.\??([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  return [...new Set(used)]
    .filter((name) => !names.has(name))
    .map((name) => ({
      path,
      message: `There is no input named ${name}.`,
      hint: names.size === 0 ? 'Add it to the inputs.' : `Inputs are: ${[...names].join(', ')}.`,
    }));
}

function hiddenSecrets({ path, text }: FoundExpression): DocumentProblem[] {
  const [found] = /secret:[A-Za-z][A-Za-z0-9_]*/.exec(text) ?? [];
  if (found === undefined) return [];
  return [
    {
      path,
      message: `${found} stands within an expression, where it stays the text that it is.`,
      hint: `Write it beside the braces, such as Bearer ${found}.`,
    },
  ];
}
