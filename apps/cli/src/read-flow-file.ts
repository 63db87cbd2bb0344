import { readFile } from 'node:fs/promises';
import { flowSchema, type Flow } from '@codexos/protocol/flow';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { resolvePath } from './env.ts';

/** A flow from a JSON file. Throws FILE_NOT_FOUND, or FLOW_INVALID with every fault of its shape. */
export async function readFlowFile(path: string | undefined): Promise<Flow> {
  if (path === undefined)
    throw new CodexError({
      code: 'REQUEST_INVALID',
      message: 'No flow was given.',
      hint: 'Name a flow file, for example examples/flows/ask-repository.json.',
    });
  const text = await readFile(resolvePath(path), 'utf8').catch((cause: unknown) => {
    throw new CodexError({
      code: 'FILE_NOT_FOUND',
      message: `The flow ${path} cannot be read: ${errorMessage(cause)}`,
      hint: 'Check the path.',
      cause,
    });
  });
  const parsed = flowSchema.safeParse(parseJson(path, text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new CodexError({
    code: 'FLOW_INVALID',
    message: `${path} is not a flow:\n${issues.map((issue) => `  ${issue.path}: ${issue.message}`).join('\n')}`,
    hint: 'Export a flow from the studio to see the shape.',
    details: { issues },
  });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodexError({
      code: 'FLOW_INVALID',
      message: `${path} is not JSON: ${errorMessage(cause)}`,
      hint: 'Mend the file, or export the flow again.',
      cause,
    });
  }
}
