import { readFile, writeFile } from 'node:fs/promises';
import {
  exportAgents,
  importAgents,
  type AgentFileProblem,
} from '@codexos/protocol/contracts/agent-files.contract';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import { CodexError } from '@codexos/utils/errors';
import { callUseCase } from '../call-use-case.ts';
import { EXIT, type Command, type CommandContext } from '../command.ts';
import { resolvePath } from '../env.ts';
import { openApplication, type OpenApplication } from '../open-application.ts';

type Verb = (open: OpenApplication, context: CommandContext, word: string) => Promise<number>;

const verbs: Record<string, Verb> = {
  list: async (open, { output }) => {
    const { items: agents } = await callUseCase(open, listAgents);
    output.json({ agents });
    for (const { name, model, publishedVersion } of agents)
      output.text(`${name}  ${model}  ${publishedVersion === undefined ? 'draft' : `v${publishedVersion}`}`);
    if (agents.length === 0) output.note('The workspace has no agents.');
    return EXIT.completed;
  },

  /** With a word: the agents of that name; a second word is the file to write. */
  export: async (open, { output, words: [, , path] }, word) => {
    const agentIds = word === '' || word === 'all' ? undefined : await idsOf(open, word);
    const { text, count } = await callUseCase(open, exportAgents, {
      query: agentIds === undefined ? {} : { agentIds },
    });
    output.json({ count, text });
    if (path === undefined) output.text(text.trimEnd());
    else {
      await writeFile(resolvePath(path), text);
      output.note(`${path} holds ${count} ${count === 1 ? 'agent' : 'agents'}.`);
    }
    return EXIT.completed;
  },

  import: async (open, { output, options: { isReplacing } }, word) => {
    const text = await readText(word);
    const trial = await callUseCase(open, importAgents, { body: { text, isReplacing, isTrial: true } });
    for (const problem of trial.problems) output.note(describe(problem));
    if (trial.problems.some(({ severity }) => severity === 'error')) {
      output.json({ problems: trial.problems });
      return EXIT.invalid;
    }
    const { agents, problems } = await callUseCase(open, importAgents, { body: { text, isReplacing } });
    output.json({ agents, problems });
    for (const { id = '', name, isReplaced } of agents)
      output.text(`${id}  ${name}${isReplaced ? '  draft replaced' : ''}`);
    return EXIT.completed;
  },
};

/** Agents as YAML on the command line; an import makes drafts, and runs nothing. */
export const agentsCommand: Command = {
  usage: 'agents list|export|import [NAME|all] [FILE]',
  summary: 'agents as YAML: export NAME or all, import FILE',
  async run(context) {
    const [verb = '', word = ''] = context.words;
    const work = verbs[verb];
    if (!work || (verb === 'import' && word === '')) {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: work ? 'agents import needs a file.' : `agents does not know ${verb || 'an empty verb'}.`,
        hint: 'agents list, export [NAME|all] [FILE] or import FILE',
      });
    }
    await using open = await openApplication(context.options);
    return await work(open, context, word);
  },
};

function describe({ line, path, severity, message, hint }: AgentFileProblem): string {
  const place = [...(line === undefined ? [] : [`line ${line}`]), ...(path === '' ? [] : [path])].join(', ');
  return `${severity}  ${place === '' ? 'file' : place}\n  ${message}\n  ${hint}`;
}

async function idsOf(open: OpenApplication, name: string): Promise<string> {
  const { items } = await callUseCase(open, listAgents);
  const found = items.filter((agent) => agent.name === name || agent.id === name);
  if (found.length > 0) return found.map(({ id }) => id).join(',');
  throw new CodexError({
    code: 'NOT_FOUND',
    message: `There is no agent ${name}.`,
    hint: 'See them with: agents list',
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
