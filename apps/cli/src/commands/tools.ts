import { readFile } from 'node:fs/promises';
import {
  deleteTool,
  getTool,
  importTools,
  listTools,
  readToolFile,
  type ToolSummary,
} from '@codexos/protocol/contracts/tools.contract';
import { TOOL_FORMAT, type ToolFile } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import { callUseCase } from '../call-use-case.ts';
import { EXIT, type Command, type CommandContext } from '../command.ts';
import { resolvePath } from '../env.ts';
import { openApplication, type OpenApplication } from '../open-application.ts';

type Verb = (open: OpenApplication, context: CommandContext, word: string) => Promise<void>;

const verbs: Record<string, Verb> = {
  list: async (open, { output }) => {
    const { items: tools } = await callUseCase(open, listTools);
    output.json({ tools });
    for (const tool of tools) output.text(describe(tool));
    if (tools.length === 0) output.note('The workspace has no tools of its own.');
  },

  export: async (open, { output }, word) => {
    const params = { toolId: (await find(open, word)).id };
    const { document } = await callUseCase(open, getTool, { params });
    const file: ToolFile = { format: TOOL_FORMAT, tool: document };
    output.json(file);
    output.text(JSON.stringify(file, null, 2));
  },

  import: async (open, { options: { only, server }, output }, word) => {
    const text = await readText(word);
    const read = await callUseCase(open, readToolFile, {
      body: { text, ...(server === undefined ? {} : { server }) },
    });
    const skipped = read.items.flatMap(({ summary, reason }) =>
      reason === undefined ? [] : [{ summary, reason }],
    );
    const documents = read.items
      .flatMap(({ document }) => document ?? [])
      .filter(({ name }) => only.length === 0 || only.includes(name));
    if (documents.length === 0) throw nothingToImport(word, only);
    const { items: tools } = await callUseCase(open, importTools, { body: { documents } });
    output.json({ tools, skipped });
    for (const tool of tools) output.text(describe(tool));
    for (const { summary, reason } of skipped) output.note(`${summary} left alone: ${reason}`);
  },

  delete: async (open, { output }, word) => {
    await callUseCase(open, deleteTool, { params: { toolId: (await find(open, word)).id } });
    output.json({ deleted: word });
    output.note(`${word} is deleted.`);
  },
};

/** Tools of the workspace on the command line: what a file holds is read, never called. */
export const toolsCommand: Command = {
  usage: 'tools list|export|import|delete [NAME|FILE]',
  summary: 'tools of the workspace; import takes an exported tool or OpenAPI 3',
  async run(context) {
    const [verb = '', word = ''] = context.words;
    const work = verbs[verb];
    if (!work || (verb !== 'list' && word === '')) {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: work
          ? `tools ${verb} needs a name or file.`
          : `tools does not know ${verb || 'an empty verb'}.`,
        hint: 'tools list, export NAME, import FILE or delete NAME',
      });
    }
    await using open = await openApplication(context.options);
    await work(open, context, word);
    return EXIT.completed;
  },
};

function describe({ name, method, host, effect, secrets }: ToolSummary): string {
  const uses = secrets.length === 0 ? '' : `  uses ${secrets.join(', ')}`;
  return `${name}  ${method} ${host}  ${effect}${uses}`;
}

async function find(open: OpenApplication, name: string): Promise<ToolSummary> {
  const found = (await callUseCase(open, listTools)).items.find((tool) => tool.name === name);
  if (found) return found;
  throw new CodexError({
    code: 'NOT_FOUND',
    message: `The workspace has no tool ${name}.`,
    hint: 'See codexos tools list.',
  });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(resolvePath(path), 'utf8');
  } catch (cause) {
    throw new CodexError({
      code: 'FILE_NOT_FOUND',
      message: `The file ${path} cannot be read.`,
      hint: 'Check that it exists.',
      cause,
    });
  }
}

function nothingToImport(path: string, only: readonly string[]): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message:
      only.length === 0
        ? `Nothing in ${path} can become a tool.`
        : `${path} holds no tool named ${only.join(' or ')}.`,
    hint: 'Leave --only out to import all, or give --server when the document names no address.',
  });
}
